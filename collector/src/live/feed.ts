import type { LiveEvent } from '../event.ts'
import type { Count, Rate, Store } from '../store/store.ts'
import { fitting } from './fitting.ts'
import { createTally } from './tally.ts'

/** What a viewer has to know at first. */
export interface Summary {
  readonly total: number
  readonly counts: readonly Count[]
  readonly rate: readonly Rate[]
  /** The newest first. */
  readonly recent: readonly LiveEvent[]
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
}

export interface Feed {
  publish(events: readonly LiveEvent[]): void
  summary(): Summary
  /** Calls the listener with each update, at most four times a second. */
  subscribe(listener: (update: Update) => void): void
}

/** Events that are shown at once, and how long to gather them: milliseconds. */
const shown = 100
const gather = 250

/** Watches what is stored; it begins with what the store holds. */
export async function openFeed(store: Store): Promise<Feed> {
  const tally = await createTally(store)
  const listeners = new Set<(update: Update) => void>()
  let recent = (await store.recent(shown)).reverse()
  let arrived = 0

  const latest = (count: number) => fitting(recent.slice(-count))

  const tell = () => {
    const events = latest(Math.min(arrived, shown))
    const update: Update = { events, skipped: arrived - events.length, ...tally.changes() }
    arrived = 0
    for (const listener of listeners) listener(update)
  }

  return {
    publish(events) {
      if (events.length === 0) return
      tally.add(events)
      recent.push(...events)
      if (recent.length > 2 * shown) recent = recent.slice(-shown)
      if (arrived === 0) setTimeout(tell, gather).unref()
      arrived += events.length
    },
    summary: () => ({ ...tally.all(), recent: latest(shown).reverse() }),
    subscribe: (listener) => {
      listeners.add(listener)
    },
  }
}

/** The same store, which tells the feed what it has stored. */
export const feeding = (store: Store, feed: Feed): Store => ({
  ...store,
  async append(events) {
    const appended = await store.append(events)
    feed.publish(appended.stored)
    return appended
  },
})
