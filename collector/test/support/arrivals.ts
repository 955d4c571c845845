import fc from 'fast-check'
import type { StoredEvent } from '../../src/model/event.ts'
import type { Report } from '../../src/model/sender.ts'

/** What came in with one request. */
export interface Arrival {
  readonly events: readonly StoredEvent[]
  readonly reports: readonly Report[]
}

/** An event without a key. */
export const unnumbered = (more: Partial<StoredEvent> = {}): StoredEvent => ({
  dialect: 'rivet',
  type: 'embed/view',
  time: 1795000000000,
  received: 1795000001000,
  payload: { category: 'embed', action: 'view' },
  ...more,
})

export const numbered = (sender: string, sequence: number, more: Partial<StoredEvent> = {}): StoredEvent =>
  unnumbered({ sender, sequence, ...more })

const senders = fc.constantFrom('a', 'b', 'c')
const count = fc.nat(20)

const event = (received: number) =>
  fc.tuple(senders, fc.integer({ min: 1, max: 15 })).map(([sender, at]) => numbered(sender, at, { received }))

const report = (received: number): fc.Arbitrary<Report> =>
  fc.record({
    sender: senders,
    ledger: fc.record(
      { recorded: count, delivered: count, retried: count, expired: count, 'outbox-full': count },
      { requiredKeys: [] },
    ),
    received: fc.constant(received),
  })

const keyless = (received: number) => fc.constant(unnumbered({ received }))

const arrival = fc.nat(200_000).chain((received) =>
  fc.record({
    events: fc.array(
      fc.oneof({ weight: 9, arbitrary: event(received) }, { weight: 1, arbitrary: keyless(received) }),
      { maxLength: 8 },
    ),
    reports: fc.array(report(received), { maxLength: 2 }),
  }),
)

/**
 * Requests of three senders, with repeats and gaps, ledgers that overtake each other, and clocks that jump. Those in
 * one inner list come in together.
 */
export const arrivals: fc.Arbitrary<Arrival[][]> = fc.array(fc.array(arrival, { maxLength: 4 }), {
  maxLength: 6,
})
