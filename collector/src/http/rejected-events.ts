import type { FastifyRequest } from 'fastify'
import type { RejectedEvent } from '../model/rejected.ts'
import type { Refusals } from './refusals.ts'

export interface RejectedEvents {
  /** The newest first. */
  all(): readonly RejectedEvent[]
  /** How many were kept since the start, those that have made room included. */
  total(): number
  /** Forgets those that name a visitor. */
  forget(visitor: string): void
  /** Calls the listener when there are others than before. */
  subscribe(listener: () => void): void
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
  let total = 0
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }

  refusals.subscribe({
    events(dialect, rejected, request) {
      const find = saidIn(request, dialect)
      const { origin } = request.headers
      const taken = rejected.slice(0, limits.request)
      total += taken.length
      for (const { line, parameter, error } of taken) {
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
      tell()
    },
  })

  return {
    all: () => kept.slice(-limits.all).reverse(),
    total: () => total,
    subscribe: (listener) => {
      listeners.add(listener)
    },
    forget(visitor) {
      const written = [visitor, encodeURIComponent(visitor), JSON.stringify(visitor).slice(1, -1)]
      kept = kept.filter(({ said }) => !written.some((each) => said.includes(each)))
      tell()
    },
  }
}
