import type { LiveEvent } from '../model/event.ts'
import { type Kind, kindOf } from '../model/kind.ts'
import type { Count, Deleted, Rate, Store } from '../store/store.ts'

interface Tallied {
  readonly total: number
  readonly counts: readonly Count[]
  readonly rate: readonly Rate[]
}

/** What an event is counted by. */
export type Counted = Omit<Deleted, 'id'>

export const countedOf = (event: LiveEvent): Counted => ({ ...kindOf(event), received: event.received })

export interface Tally {
  add(events: readonly Counted[]): void
  remove(events: readonly Deleted[]): void
  all(): Tallied
  /** The total, and the rows that changed since this was last asked. */
  changes(): Tallied
}

/** Seconds of the rate that are kept. */
export const horizon = 300

/** Kinds that are counted: anyone can make up new ones, and each costs memory here and in every viewer. */
const kinds = 1000

/** Counts in memory what comes in, on top of what the store holds, so that a viewer never costs a scan of the store. */
export async function createTally(store: Pick<Store, 'total' | 'counts' | 'rate'>): Promise<Tally> {
  let total = await store.total()
  const counts = new Map((await store.counts()).slice(0, kinds).map((row) => [keyOf(row), row]))
  const rate = new Map(await store.rate(secondOf(Date.now()) - horizon))
  const changedKinds = new Set<string>()
  const changedSeconds = new Set<number>()

  return {
    add(events) {
      total += events.length
      for (const { category, action, received } of events) {
        const key = keyOf({ category, action })
        const row = counts.get(key)
        if (row !== undefined || counts.size < kinds) {
          counts.set(key, { category, action, count: (row?.count ?? 0) + 1 })
          changedKinds.add(key)
        }
        const second = secondOf(received)
        rate.set(second, (rate.get(second) ?? 0) + 1)
        changedSeconds.add(second)
      }
      // The oldest comes first, and mostly it is young enough: to look at all of them would cost each event 300 looks.
      const oldest = secondOf(Date.now()) - horizon
      for (const second of rate.keys()) {
        if (second >= oldest) break
        rate.delete(second)
      }
    },
    remove(events) {
      total -= events.length
      for (const { category, action, received } of events) {
        const row = counts.get(keyOf({ category, action }))
        if (row !== undefined) counts.set(keyOf(row), { ...row, count: row.count - 1 })
        const second = secondOf(received)
        const count = rate.get(second)
        if (count !== undefined) rate.set(second, count - 1)
      }
    },
    all: () => ({
      total,
      counts: [...counts.values()]
        .filter(({ count }) => count > 0)
        .sort((one, other) => other.count - one.count),
      rate: [...rate],
    }),
    changes() {
      const changed = {
        total,
        counts: [...changedKinds].map((key) => counts.get(key)!),
        rate: [...changedSeconds].map((second): Rate => [second, rate.get(second) ?? 0]),
      }
      changedKinds.clear()
      changedSeconds.clear()
      return changed
    },
  }
}

const keyOf = ({ category, action }: Kind) => JSON.stringify([category, action])

export const secondOf = (milliseconds: number) => Math.floor(milliseconds / 1000)
