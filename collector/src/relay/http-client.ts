import { Agent } from 'undici'
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
 * A client that follows no redirect, gives up in time and reads no more of an answer than is of use.
 *
 * @param connections - at once
 * @param timeout - milliseconds from the request to the end of its answer
 */
export function createHttpClient(connections: number, timeout: number): HttpClient {
  const agent = new Agent({
    connections,
    connect: { timeout },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    keepAliveTimeout: 30_000,
  })
  return {
    async send({ method, url, headers, body }) {
      const { origin, pathname, search } = new URL(url)
      const answer = await agent.request({
        origin,
        path: pathname + search,
        method,
        headers: { 'user-agent': 'rivulet-relay', ...headers },
        body: body ?? null,
        signal: AbortSignal.timeout(timeout),
      })
      let text = ''
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        text += chunk.toString()
        if (text.length > longestAnswer) break
      }
      const retryAfter = [answer.headers['retry-after']].flat()[0]
      return { status: answer.statusCode, text: text.slice(0, longestAnswer), retryAfter }
    },
    close: () => agent.destroy(),
  }
}

/** Why no answer came, in words that hold nothing of the request. */
export function failureOf(error: unknown): string {
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string } }
  if (name === 'TimeoutError' || name === 'AbortError') return 'it does not answer in time'
  return `it cannot be reached: ${cause?.code ?? code ?? name ?? 'unknown'}`
}
