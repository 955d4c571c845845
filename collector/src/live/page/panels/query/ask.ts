import type { Rendering } from '../../../../query/kql/render.ts'
import { type Question, requestOf } from './question.ts'

export type Row = Readonly<Record<string, unknown>>

export interface Rows {
  readonly kind: 'rows'
  /** All have the same columns, in order. */
  readonly rows: readonly Row[]
  /** How many there are beside these, where the answer tells. */
  readonly total?: number
  readonly rendering?: Rendering
  readonly milliseconds: number
}

export interface Refused {
  readonly kind: 'refused'
  readonly message: string
  /** What is at fault: an option by its name on the wire, or `key`. */
  readonly target?: string
  /** Where in that option's text, in UTF-16 units. */
  readonly position?: number
}

export type Answer = Rows | Refused | { readonly kind: 'cancelled' }

/** What a header can hold of it: fetch throws on anything else. */
const possibleKey = /^[\x21-\x7e]+$/

/** Asks the collector. Never rejects. */
export async function ask(question: Question, key: string, signal: AbortSignal): Promise<Answer> {
  if (!key)
    return {
      kind: 'refused',
      message:
        'A key is needed to read events: `npm start` prints one; of your own collector it is the value of RIVULET_KEY.',
      target: 'key',
    }
  if (!possibleKey.test(key))
    return { kind: 'refused', message: 'A key has no spaces and is all ASCII.', target: 'key' }
  const [address, init] = requestOf(question)
  const headers = { ...init.headers, authorization: `epi-single ${key}` }
  const begun = performance.now()
  try {
    const response = await fetch(address, { ...init, headers, signal })
    const body: unknown = await response.json().catch(() => undefined)
    if (signal.aborted) return { kind: 'cancelled' }
    return response.ok && isAnswer(body)
      ? {
          kind: 'rows',
          rows: body.items,
          ...(body.total !== undefined && { total: body.total }),
          ...(body.render !== undefined && { rendering: body.render }),
          milliseconds: performance.now() - begun,
        }
      : refusedBy(response, body)
  } catch {
    return signal.aborted
      ? { kind: 'cancelled' }
      : { kind: 'refused', message: 'The collector does not answer. Try again.' }
  }
}

interface AnswerBody {
  readonly items: readonly Row[]
  readonly total?: number
  readonly render?: Rendering
}

const isAnswer = (body: unknown): body is AnswerBody =>
  Array.isArray((body as { readonly items?: unknown } | undefined)?.items)

interface GuidelineError {
  readonly message: string
  readonly target?: string
  readonly innererror?: { readonly position?: number }
}

function refusedBy({ status, headers }: Response, body: unknown): Refused {
  const { error } = (body ?? {}) as { readonly error?: GuidelineError | string }
  const said = typeof error === 'string' ? { message: error } : error
  if (status === 401) {
    const hasNone = said?.message?.includes('has no key')
    const message = hasNone
      ? said!.message
      : 'The collector does not know this key. It is the value of RIVULET_KEY; the key of the live page is another.'
    return { kind: 'refused', message, target: 'key' }
  }
  const wait = headers.get('retry-after')
  const {
    message = `the collector answered ${status}`,
    target,
    innererror,
  }: Partial<GuidelineError> = said ?? {}
  const position = innererror?.position
  return {
    kind: 'refused',
    message: wait && /^\d+$/.test(wait) ? `${message} (in ${wait} s)` : message,
    ...(target !== undefined && { target }),
    ...(position !== undefined && { position }),
  }
}
