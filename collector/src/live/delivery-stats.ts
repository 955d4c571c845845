import { expectedOf, reportedOf, type Sender } from '../model/sender.ts'
import type { Delivery, SenderChange, Store } from '../store/store.ts'
import { createWaiting } from './pending.ts'

/** How well events arrive, all senders together. */
export interface DeliveryHealth extends Delivery {
  /** Not stored, of senders that were seen in the last minute and have not reported a loss. */
  readonly waiting: number
  /** Not stored, and not waited for any more. */
  readonly missing: number
  /** Where these figures are older than the count of all events: what is not among them, and what was erased since, at least. */
  readonly others?: { readonly unnumbered: number; readonly erased: number }
}

export interface DeliveryNews {
  /** Of two, the one with the higher number is the newer. */
  readonly order: number
  readonly health: DeliveryHealth
  /** The senders seen last, or those of them that changed: the latest first. */
  readonly senders: readonly Sender[]
}

export interface DeliveryTally {
  add(changes: readonly SenderChange[]): void
  all(): DeliveryNews
  /** The figures, and the senders that changed since this was last asked. */
  changes(): DeliveryNews
}

/** Senders that viewers are told of, and the characters of JSON that one of them may have. */
const shown = 50
const maxLength = 2_000

/** Senders that are looked at when the collector starts: what is theirs may be on its way. */
export const atStart = 1_000

/** Names of losses that are added up: senders can make up new ones. */
const maxNames = 100

/** Counts in memory what senders sent and said, on top of what the store holds. */
export async function createDeliveryTally(
  store: Pick<Store, 'delivery' | 'senders'>,
): Promise<DeliveryTally> {
  const { ledger, ...sums } = await store.delivery()
  const totals = { ...sums }
  const names = new Map(Object.entries(ledger))
  const waiting = createWaiting()
  const recent = new Map<string, Sender>()
  const changed = new Set<string>()
  let order = 0

  const follow = (sender: Sender) => {
    if (JSON.stringify(sender).length > maxLength) return
    waiting.set(sender)
    // Taken out and put in again it is the last: a Map keeps the order of insertion.
    recent.delete(sender.sender)
    recent.set(sender.sender, sender)
    changed.add(sender.sender)
    if (recent.size <= shown) return
    const [oldest] = recent.keys()
    recent.delete(oldest!)
    changed.delete(oldest!)
  }

  const count = (sender: Sender, sign: 1 | -1) => {
    totals.senders += sign
    totals.expected += sign * expectedOf(sender)
    totals.stored += sign * sender.stored
    totals.repeated += sign * sender.repeated
    totals.reported += sign * reportedOf(sender)
    for (const [name, value] of Object.entries(sender.ledger)) {
      if (names.has(name) || names.size < maxNames) names.set(name, (names.get(name) ?? 0) + sign * value)
    }
  }

  const news = (senders: Iterable<Sender>): DeliveryNews => {
    const waited = waiting.count(Date.now())
    const missing = totals.expected - totals.stored - waited
    return {
      order: ++order,
      health: { ...totals, waiting: waited, missing, ledger: Object.fromEntries(names) },
      senders: [...senders].reverse(),
    }
  }

  for (const sender of (await store.senders(atStart)).reverse()) follow(sender)
  changed.clear()

  return {
    add(changes) {
      for (const { before, now } of changes) {
        if (before !== undefined) count(before, -1)
        count(now, 1)
        follow(now)
      }
    },
    all: () => news(recent.values()),
    changes() {
      const senders = [...recent.values()].filter(({ sender }) => changed.has(sender))
      changed.clear()
      return news(senders)
    },
  }
}
