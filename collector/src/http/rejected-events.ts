import type { FastifyRequest } from 'fastify'
import { bodyOf } from './accept-bodies.ts'
import { queryOf } from './query-string.ts'
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

/** Bytes of a body in which is looked for what was rejected. */
const longestBody = 1024 * 1024

/**
 * Keeps the last rejected events with their reasons, in memory: what is refused writes nothing to the disk.
 */
export function keepRejected(refusals: Refusals): RejectedEvents {
  let kept: RejectedEvent[] = []

  refusals.subscribe({
    events(dialect, rejected, request) {
      const find = finder(request, dialect)
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

/** Finds what was sent in the line of a batch, or as its number in an array of JSON, counted from 1. */
function finder(request: FastifyRequest, dialect: string): (line: number) => string {
  const body = bodyOf(request)
  if (body.length === 0) return () => queryOf(request)
  if (body.length > longestBody) return () => ''
  const text = body.toString()
  if (dialect === 'profile-store') {
    const events = parsed(text)
    return (line) => (Array.isArray(events) ? (JSON.stringify(events[line - 1]) ?? '') : text)
  }
  const lines = text.split('\n', 20_001)
  return (line) => lines[line - 1] ?? ''
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
