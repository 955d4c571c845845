import type { Arrival } from './arrivals.ts'

export interface NaiveSender {
  readonly sequences: Set<number>
  repeated: number
  readonly ledger: Map<string, number>
  readonly seen: number[]
}

/** The senders as anyone would count them, who has all that ever came and all the time there is. */
export function naiveDelivery(all: readonly Arrival[]): ReadonlyMap<string, NaiveSender> {
  const senders = new Map<string, NaiveSender>()
  const entry = (sender: string, received: number): NaiveSender => {
    const known: NaiveSender = senders.get(sender) ?? {
      sequences: new Set(),
      repeated: 0,
      ledger: new Map(),
      seen: [],
    }
    senders.set(sender, known)
    known.seen.push(received)
    return known
  }
  for (const { events, reports } of all) {
    for (const { sender, sequence, received } of events) {
      if (sender === undefined) continue
      const known = entry(sender, received)
      if (known.sequences.has(sequence!)) known.repeated += 1
      known.sequences.add(sequence!)
    }
    for (const { sender, ledger, received } of reports) {
      const known = entry(sender, received)
      for (const [name, count] of Object.entries(ledger))
        known.ledger.set(name, Math.max(count, known.ledger.get(name) ?? 0))
    }
  }
  return senders
}

/** Every sequence of a sender that there must have been and that is not there. */
export function naiveHoles({ sequences, ledger }: NaiveSender): number[] {
  const expected = Math.max(0, ledger.get('recorded') ?? 0, ...sequences)
  return Array.from({ length: expected }, (_, index) => index + 1).filter((each) => !sequences.has(each))
}

export const naiveDropped = ({ ledger }: NaiveSender): number =>
  (ledger.get('expired') ?? 0) + (ledger.get('outbox-full') ?? 0)
