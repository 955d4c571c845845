import type { LiveEvent } from '../model/event.ts'
import type { Store } from '../store/store.ts'
import type { Watch } from '../store/watch.ts'
import { atStart, createDeliveryTally, type DeliveryTally } from './delivery-stats.ts'
import { type Counted, countedOf, createTally, horizon, secondOf, type Tally } from './event-counts.ts'
import { shown } from './feed.ts'

/** Milliseconds between two readings of all figures, at least. */
const pause = 2_000

/** Figures are read so seldom that this share of the time is spent with it. */
const share = 1 / 20

/** Milliseconds that a write takes, mostly: figures are of what was stored before. */
const late = 2_000

/** Events of a look, of each part of the store; events that are counted on top of the figures. */
const most = { look: 1_000, counted: 50_000 }

interface Seen extends Counted {
  readonly stored: number
  readonly isNumbered: boolean
}

/** What was seen of a store that others write to, too. */
export interface SharedState {
  /** The figures are of what was stored before: ms since the epoch. */
  readonly base: number
  readonly tally: Tally
  readonly delivery: DeliveryTally
  /** Events without a sender's number, of the figures. */
  readonly unnumbered: number
  /** How many events with one this reading lacks of those that an earlier one knew to be stored, and two did, at least. */
  readonly gone: number
  readonly erased: number
  readonly deleted: number
  /** What is new is looked for from here on, which is no later than `base`: ms since the epoch. */
  readonly since: number
  /** When it was looked for last. */
  looked: number
  /** What was found, by its key. */
  readonly seen: Map<string, Seen>
  /** The oldest first. */
  readonly recent: LiveEvent[]
  /** When figures are to be read again, by a clock that nobody sets. */
  readonly due: number
}

/** All figures anew. @param before - what was seen until now */
export async function readFigures(
  watch: Watch,
  recent: Store['recent'],
  before: SharedState | undefined,
): Promise<SharedState> {
  const began = performance.now()
  const base = Date.now() - late
  const { total, unnumbered, counts, rate, delivery, senders, deleted } = await watch.figures(
    base,
    secondOf(base) - horizon,
    atStart,
  )
  const took = performance.now() - began
  const tally = await createTally({
    total: async () => total,
    counts: async () => [...counts],
    rate: async () => [...rate],
  })
  // What senders had delivered when they were last asked is in today's count, unless it is gone.
  const known = before?.delivery.all().health.stored ?? 0
  const gone = Math.max(0, known - (total - unnumbered))
  // Where something was deleted, that may have been among it.
  const isAnew = before === undefined || deleted > before.deleted
  // What was stored since the last look is in the figures already where that is long ago, and was not told.
  const since = isAnew ? base : Math.min(base, before.looked - late)
  const seen = new Map(isAnew ? [] : [...before.seen].filter(([, { stored }]) => stored >= since))
  tally.add([...seen.values()].filter(({ stored }) => stored >= base))
  return {
    base,
    tally,
    delivery: await createDeliveryTally({
      delivery: async () => delivery,
      senders: async () => [...senders],
    }),
    unnumbered,
    gone,
    // A replica that comes back has not all yet: one reading may find too few.
    erased: Math.min(gone, before?.gone ?? 0),
    deleted,
    since,
    looked: since,
    seen,
    recent: isAnew ? (await recent(shown)).reverse() : before.recent,
    due: performance.now() + Math.max(pause, took / share),
  }
}

/** Adds what has come since. @returns what was not seen before, the oldest first */
export async function readNew(watch: Watch, state: SharedState): Promise<readonly LiveEvent[]> {
  const { base, since, seen, tally, recent } = state
  state.looked = Date.now()
  const keys = (await watch.since(since, most.look)).filter((key) => !seen.has(key))
  const found = keys.length === 0 ? [] : await watch.events(keys)
  const known = new Set(recent.map(({ id }) => id))
  // What came again, to another collector, was counted when it came first.
  const added = found.filter(({ stored }) => stored >= since)
  for (const { key, event, stored } of added.slice(0, most.counted - seen.size)) {
    const counted = countedOf(event)
    const isNumbered = event.sender !== undefined && event.sequence !== undefined
    seen.set(key, { ...counted, stored, isNumbered })
    if (stored >= base) tally.add([counted])
  }
  const fresh = added.map(({ event }) => event).filter(({ id }) => !known.has(id))
  recent.push(...fresh)
  recent.splice(0, recent.length - shown)
  return fresh
}
