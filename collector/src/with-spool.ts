import type { LiveEvent, StoredEvent } from './model/event.ts'
import { createIds } from './store/clickhouse/event-id.ts'
import { openSpool } from './store/sqlite/spool.ts'
import type { Store } from './store/store.ts'

/** Bytes that a spool may hold; milliseconds between tries to empty it. */
const limits = { bytes: 1024 * 1024 * 1024, again: 1_000 }

const isAway = (error: unknown): boolean => (error as { readonly statusCode?: number }).statusCode === 503

/**
 * The same store, which takes events while it is away: they wait in a file of this machine, and are stored when it is
 * there again. Until then nobody sees them.
 *
 * @param file - for this collector alone; what waits there is stored first
 * @param told - hears when events begin to wait, and when none does any more
 * @throws when the file cannot be used
 */
export function withSpool(
  store: Store,
  file: string,
  told: (waiting: number) => void,
  maxBytes: number = limits.bytes,
): Store {
  const spool = openSpool(file)
  const nextId = createIds()
  let isClosed = false
  let emptying: Promise<void> | undefined

  const empty = async () => {
    const before = spool.count()
    let after = 0
    while (!isClosed) {
      const next = spool.next(after)
      if (next === undefined) break
      after = next.id
      try {
        // What of it is stored already is not stored again.
        await store.append(next.spooled.events, next.spooled.reports)
        spool.remove(next.id)
      } catch (error) {
        // What it does not take for another reason stays, and keeps nobody else waiting.
        if (isAway(error)) return
      }
    }
    if (before > 0 && spool.count() === 0 && !isClosed) told(0)
  }
  const look = () => {
    emptying ??= empty()
      .catch(() => undefined)
      .finally(() => {
        emptying = undefined
      })
  }
  const timer = setInterval(look, limits.again).unref()
  look()

  return {
    ...store,
    async append(events, reports = [], weighed) {
      try {
        return await store.append(events, reports, weighed)
      } catch (error) {
        if (!isAway(error) || spool.bytes() > maxBytes) throw error
        const kept = events.map((event) => keyed(event, nextId))
        spool.add({ events: kept, reports })
        if (spool.count() === 1) told(1)
        // Nobody knows what of it is there already: it shows when it is stored.
        const stored = kept.map((event): LiveEvent => ({ ...event, id: String(nextId()) }))
        return { stored, repeated: 0, senders: [] }
      }
    },
    async close() {
      isClosed = true
      clearInterval(timer)
      await emptying
      spool.close()
      await store.close()
    },
  }
}

/** It may be written again after it was half written: an event that nobody has named gets a name here. */
function keyed(event: StoredEvent, nextId: () => bigint): StoredEvent {
  const isNamed =
    (event.sender !== undefined && event.sequence !== undefined) ||
    event.track !== undefined ||
    event.digest !== undefined
  return isNamed ? event : { ...event, digest: `spool.${nextId()}` }
}
