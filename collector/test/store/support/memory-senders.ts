import { droppedOf, expectedOf, type Sender } from '../../../src/model/sender.ts'
import type { Delivery } from '../../../src/store/store.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** All senders together. */
export function deliveryOf(all: readonly Sender[]): Delivery {
  const ledger = new Map<string, number>()
  for (const [name, count] of all.flatMap((sender) => Object.entries(sender.ledger)))
    ledger.set(name, (ledger.get(name) ?? 0) + count)
  return {
    senders: all.length,
    expected: sum(all.map(expectedOf)),
    stored: sum(all.map(({ stored }) => stored)),
    repeated: sum(all.map(({ repeated }) => repeated)),
    reported: sum(all.map((one) => Math.min(expectedOf(one) - one.stored, droppedOf(one.ledger)))),
    ledger: Object.fromEntries(ledger),
  }
}
