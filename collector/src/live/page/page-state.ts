import type { LiveEvent } from '../../model/event.ts'
import type { Sender } from '../../model/sender.ts'
import type { Count } from '../../store/store.ts'
import type { DeliveryHealth } from '../delivery-stats.ts'
import type { Summary, Update } from '../feed.ts'

/** What the page knows. The views read it whenever they draw. */
export interface PageState {
  /** Forgets everything and starts from here. */
  reset(summary: Summary): void
  /** Adds what changed. An update that is older than the state changes nothing. */
  merge(update: Update): void
  readonly total: number
  /** Most frequent first. */
  counts(): Count[]
  /** Events in this second since the epoch. */
  rate(second: number): number
  /** The last events, newest first. */
  readonly events: readonly LiveEvent[]
  /** How well events arrive; undefined before the first summary. */
  readonly health: DeliveryHealth | undefined
  /** Seen last, the latest first. */
  senders(): Sender[]
}

const KEPT_EVENTS = 300
const KEPT_SECONDS = 600
const KEPT_SENDERS = 50

export function createPageState(): PageState {
  let total = 0
  let events: LiveEvent[] = []
  const counts = new Map<string, Count>()
  const rate = new Map<number, number>()
  let health: DeliveryHealth | undefined
  let order = 0
  const senders = new Map<string, Sender>()

  // What is missing also falls, so of two updates the newer is the one with the higher order.
  function mergeDelivery(news: Update['delivery']): void {
    if (news.order <= order) return
    order = news.order
    health = news.health
    for (const sender of news.senders.toReversed()) {
      senders.delete(sender.sender)
      senders.set(sender.sender, sender)
    }
    for (const sender of [...senders.keys()].slice(0, -KEPT_SENDERS)) senders.delete(sender)
  }

  // Every other figure only ever grows, so of two the larger is the newer: messages may be merged in any order.
  function merge(update: Update): void {
    total = Math.max(total, update.total)
    for (const row of update.counts) {
      const key = JSON.stringify([row.category, row.action])
      if (row.count > (counts.get(key)?.count ?? 0)) counts.set(key, row)
    }
    for (const [second, count] of update.rate) rate.set(second, Math.max(count, rate.get(second) ?? 0))
    const newest = Math.max(...rate.keys())
    for (const second of rate.keys()) if (second < newest - KEPT_SECONDS) rate.delete(second)
    // An update that was gathered while the summary was written begins with events that are in it.
    if (update.delivery.order > order) {
      const known = new Set(events.map(({ id }) => id))
      const from = update.events.findLastIndex(({ id }) => known.has(id)) + 1
      events = [...update.events.slice(from).reverse(), ...events].slice(0, KEPT_EVENTS)
    }
    mergeDelivery(update.delivery)
  }

  return {
    reset({ recent, ...figures }) {
      total = 0
      events = []
      counts.clear()
      rate.clear()
      order = 0
      senders.clear()
      merge({ ...figures, events: recent.toReversed(), skipped: 0 })
    },
    merge,
    get total() {
      return total
    },
    counts: () => [...counts.values()].sort((a, b) => b.count - a.count),
    rate: (second) => rate.get(second) ?? 0,
    get events() {
      return events
    },
    get health() {
      return health
    },
    senders: () => [...senders.values()].reverse(),
  }
}
