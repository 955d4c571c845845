/** What came back of a request; its text is cut. */
export interface Answer {
  readonly status: number
  readonly text: string
  readonly retryAfter?: string | undefined
}

/** What it means for what was sent. */
export type Verdict =
  | { readonly kind: 'taken' }
  /** Sent again, it would be refused again. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It may be taken another time. `retryAfter` is in milliseconds. */
  | {
      readonly kind: 'later'
      readonly reason: string
      readonly retryAfter?: number
      /** The service broke on it: it may be the event's fault, or nobody's. */
      readonly isFailure?: boolean
    }

/**
 * What says that the request itself is at fault. All other refusals are of the address, of the key or of the moment: what
 * waits until somebody has mended that is not lost.
 */
const refusals: ReadonlySet<number> = new Set([400, 409, 413, 414, 422, 431])

/** Characters of an answer that are kept as the reason. */
const longestReason = 200

/** The longest that an upstream may have us wait: what it says may be a mistake. */
const longestRetryAfter = 3_600_000

/** What an answer means by its status. @param now - milliseconds since the epoch */
export function verdictOf({ status, text, retryAfter }: Answer, now: number): Verdict {
  if (status >= 200 && status < 300) return { kind: 'taken' }
  if (refusals.has(status)) return { kind: 'refused', reason: reasonOf(status, text) }
  const wait = waitOf(retryAfter, now)
  const reason =
    status >= 300 && status < 400
      ? `it redirects (${status}): name the address itself`
      : `it answers ${status}`
  return {
    kind: 'later',
    reason,
    ...(wait !== undefined && { retryAfter: wait }),
    ...(status === 500 && { isFailure: true }),
  }
}

/** A status, and what an upstream says to it, in one line. */
export function reasonOf(status: number, text: string): string {
  const said = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return said === '' ? String(status) : `${status}: ${said.slice(0, longestReason)}`
}

/** Seconds, or a date. */
function waitOf(retryAfter: string | undefined, now: number): number | undefined {
  if (retryAfter === undefined) return undefined
  const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longestRetryAfter)
}
