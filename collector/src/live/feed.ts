import type { LiveEvent } from '../model/event.ts'
import type { Appended, Count, Deleted, Rate, Store } from '../store/store.ts'
import { createDeliveryTally, type DeliveryNews } from './delivery-stats.ts'
import { countedOf, createTally } from './event-counts.ts'
import { fitting } from './take-last-within.ts'

/** What a viewer has to know at first. */
export interface Summary {
  readonly total: number
  readonly counts: readonly Count[]
  readonly rate: readonly Rate[]
  /** The newest first. */
  readonly recent: readonly LiveEvent[]
  readonly delivery: DeliveryNews
}

/** What has changed since the last update. */
export interface Update {
  /** The oldest first. */
  readonly events: readonly LiveEvent[]
  /** How many more came than are shown. */
  readonly skipped: number
  readonly total: number
  /** The rows that changed, with their new counts. */
  readonly counts: readonly Count[]
  readonly rate: readonly Rate[]
  readonly delivery: DeliveryNews
}

export interface Feed {
  summary(): Summary | Promise<Summary>
  delivery(): DeliveryNews | Promise<DeliveryNews>
  /** Calls the listener with each update, at most four times a second, or with `undefined` to begin anew. */
  subscribe(listener: (update: Update | undefined) => void): void
  /** Somebody looks: updates are wanted. @returns says that they do not any more */
  watch(): () => void
}

/** A feed that hears of what this collector stores, and no other does. */
export interface OwnFeed extends Feed {
  publish(appended: Appended): void
  /** Takes deleted events back, and tells the viewers to begin anew. */
  retract(deleted: readonly Deleted[]): void
}

/** Events that are shown at once. */
export const shown = 100

/** How long to gather events: milliseconds. */
const gather = 250

/** The same for deletions, after which each viewer asks for everything: milliseconds. */
const gatherRetractions = 500

/** Milliseconds to the next look when nothing comes: what is waited for is missing once the wait is over. */
const lookAgain = 5_000

/** Watches what is stored; it begins with what the store holds. */
export async function openFeed(store: Store): Promise<OwnFeed> {
  const tally = await createTally(store)
  const delivery = await createDeliveryTally(store)
  const listeners = new Set<(update: Update | undefined) => void>()
  let recent = (await store.recent(shown)).reverse()
  let arrived = 0
  let gathering = false
  let retracting = false

  const latest = (count: number) => fitting(recent.slice(-count))

  const tell = () => {
    clearTimeout(looking)
    gathering = false
    const events = latest(Math.min(arrived, shown))
    const update: Update = {
      events,
      skipped: arrived - events.length,
      ...tally.changes(),
      delivery: delivery.changes(),
    }
    arrived = 0
    lookAgainIfNeeded(update.delivery)
    for (const listener of listeners) listener(update)
  }
  const tellAnew = () => {
    retracting = false
    for (const listener of listeners) listener(undefined)
  }
  let looking: NodeJS.Timeout | undefined
  const lookAgainIfNeeded = ({ health }: DeliveryNews) => {
    if (health.waiting > 0) looking = setTimeout(tell, lookAgain).unref()
  }
  lookAgainIfNeeded(delivery.all())

  return {
    publish({ stored, senders }) {
      if (stored.length + senders.length === 0) return
      tally.add(stored.map(countedOf))
      delivery.add(senders)
      recent.push(...stored)
      if (recent.length > 2 * shown) recent = recent.slice(-shown)
      if (!gathering) setTimeout(tell, gather).unref()
      gathering = true
      arrived += stored.length
    },
    retract(deleted) {
      const ids = new Set(deleted.map(({ id }) => id))
      tally.remove(deleted)
      recent = recent.filter(({ id }) => !ids.has(id))
      if (!retracting) setTimeout(tellAnew, gatherRetractions).unref()
      retracting = true
    },
    summary: () => ({ ...tally.all(), recent: latest(shown).reverse(), delivery: delivery.all() }),
    delivery: delivery.all,
    subscribe: (listener) => {
      listeners.add(listener)
    },
    // What it hears costs nothing to count, and is counted whoever looks.
    watch: () => () => {},
  }
}

/** The same store, which tells the feed what it has stored and deleted. */
export const withFeed = (store: Store, feed: OwnFeed): Store => ({
  ...store,
  async append(...arrived) {
    const appended = await store.append(...arrived)
    feed.publish(appended)
    return appended
  },
  async delete(...named) {
    const deletion = await store.delete(...named)
    if (deletion.kind === 'deleted') feed.retract(deletion.events)
    return deletion
  },
  async erase(which) {
    const erased = await store.erase(which)
    if (erased.length > 0) feed.retract(erased)
    return erased
  },
})
