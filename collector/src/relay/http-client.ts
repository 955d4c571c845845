import { Pool } from 'undici'
import type { Outgoing } from './upstreams/upstream.ts'
import type { Answer } from './verdict.ts'

/** Characters of an answer that are read: the rest says nothing that would be used. */
const longestAnswer = 16_384

/** Sends requests to one upstream. @throws when no answer comes in time */
export interface HttpClient {
  send(request: Outgoing): Promise<Answer>
  close(): Promise<void>
}

/**
 * A client that follows no redirect, gives up in time and reads no more of an answer than is of use. It is written on undici's
 * dispatch, as a stream and a signal for each answer take as long as the rest of a request of one event.
 *
 * @param url - of the upstream: all requests go to its origin
 * @param connections - at once
 * @param timeout - milliseconds from the request to the end of its answer
 */
export function createHttpClient(url: string, connections: number, timeout: number): HttpClient {
  const pool = new Pool(new URL(url).origin, {
    connections,
    connect: { timeout },
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 30_000,
  })
  const send = ({ method, url, headers, body }: Outgoing) =>
    new Promise<Answer>((resolve, reject) => {
      const { pathname, search } = new URL(url)
      let answer: Answer | undefined
      let abort: (() => void) | undefined
      let isOver = false
      const end = () => {
        isOver = true
        clearTimeout(timer)
      }
      const giveUp = () => {
        end()
        reject(new DOMException('no answer came in time', 'TimeoutError'))
        abort?.()
      }
      const timer = setTimeout(giveUp, timeout)
      let text = ''
      pool.dispatch(
        {
          path: pathname + search,
          method,
          headers: { 'user-agent': 'rivulet-relay', ...headers },
          body: body ?? null,
        },
        {
          onRequestStart(controller) {
            abort = () => controller.abort(new Error('it is not waited for any more'))
            if (isOver) abort()
          },
          onResponseStart(_, status, { 'retry-after': retryAfter }) {
            answer = { status, text: '', retryAfter: [retryAfter].flat()[0] }
          },
          onResponseData(_, chunk) {
            text += chunk.toString()
            if (text.length <= longestAnswer || isOver) return
            end()
            resolve({ ...answer!, text: text.slice(0, longestAnswer) })
            abort?.()
          },
          onResponseEnd() {
            end()
            resolve({ ...answer!, text })
          },
          onResponseError(_, error) {
            end()
            reject(error)
          },
        },
      )
    })
  return { send, close: () => pool.destroy() }
}

/** Why no answer came, in words that hold nothing of the request. */
export function failureOf(error: unknown): string {
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string } }
  if (name === 'TimeoutError' || name === 'AbortError') return 'it does not answer in time'
  return `it cannot be reached: ${cause?.code ?? code ?? name ?? 'unknown'}`
}
