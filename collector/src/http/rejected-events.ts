import type { FastifyRequest } from 'fastify'
import type { Refusals } from './refusals.ts'

/** An event that was not accepted. */
export interface RejectedEvent {
  /** When it came: milliseconds since the epoch. */
  readonly received: number
  readonly dialect: string
  readonly parameter?: string
  readonly error: string
  /** The page that sent it, as its browser says. */
  readonly origin?: string
  /** What was sent, cut off. */
  readonly said: string
}

export interface RejectedEvents {
  /** The newest first. */
  all(): readonly RejectedEvent[]
  /** Forgets those that name a visitor. */
  forget(visitor: string): void
}

/** Rejected events that are kept: of all, of one request, and characters of each. Strangers can make as many as they like. */
const limits = { all: 1000, request: 20, text: 2000 }

/**
 * Keeps the last rejected events with their reasons, in memory: what is refused writes nothing to the disk.
 *
 * @param saidIn - finds in a request what was sent in a line of it
 */
export function keepRejected(
  refusals: Refusals,
  saidIn: (request: FastifyRequest, dialect: string) => (line: number) => string,
): RejectedEvents {
  let kept: RejectedEvent[] = []

  refusals.subscribe({
    events(dialect, rejected, request) {
      const find = saidIn(request, dialect)
      const { origin } = request.headers
      for (const { line, parameter, error } of rejected.slice(0, limits.request)) {
        kept.push({
          received: Date.now(),
          dialect,
          ...(parameter !== undefined && { parameter }),
          error,
          ...(origin !== undefined && { origin: origin.slice(0, limits.text) }),
          said: find(line).slice(0, limits.text),
        })
      }
      if (kept.length > 2 * limits.all) kept = kept.slice(-limits.all)
    },
  })

  return {
    all: () => kept.slice(-limits.all).reverse(),
    forget(visitor) {
      const written = [visitor, encodeURIComponent(visitor), JSON.stringify(visitor).slice(1, -1)]
      kept = kept.filter(({ said }) => !written.some((each) => said.includes(each)))
    },
  }
}
