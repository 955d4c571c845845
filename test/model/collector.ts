import { readByCollector } from '../support/network.ts'

export interface SimulatedCollector {
  /** Takes what arrives, read as the real one reads it. */
  take(body: string): void
  /** Which of the events that a body asks for are not stored, counted from 1. */
  missing(body: string): number[]
  /** How often each event has come, by its action: every event of a run has one of its own. */
  readonly arrivals: ReadonlyMap<string, number>
  /** What is stored under each key: the sender and its number. */
  readonly stored: ReadonlyMap<string, string>
}

/** The events in a body, by their action. */
export const actionsOf = (body: string): string[] =>
  readByCollector({ url: '', body }).events.map(({ action }) => action)

/** A collector that keeps the batch contract. */
export const createCollector = (): SimulatedCollector => {
  const arrivals = new Map<string, number>()
  const stored = new Map<string, string>()
  return {
    arrivals,
    stored,
    missing: (body) =>
      readByCollector({ url: '', body }).questions.flatMap(({ sender, sequence }, at) =>
        stored.has(`${sender} ${sequence}`) ? [] : [at + 1],
      ),
    take(body) {
      const { events, rejected } = readByCollector({ url: '', body })
      if (rejected.length) throw new Error(`Rejected: ${JSON.stringify(rejected)}`)
      for (const { sender, sequence, action } of events) {
        arrivals.set(action, (arrivals.get(action) ?? 0) + 1)
        const key = `${sender} ${sequence}`
        const before = stored.get(key) ?? action
        if (before !== action) throw new Error(`Two events have the key ${key}: ${before}, ${action}`)
        stored.set(key, action)
      }
    },
  }
}
