import type { LiveEvent } from '../model/event.ts'
import type { Sender } from '../model/sender.ts'
import type { Store } from '../store/store.ts'
import type { Watch } from '../store/watch.ts'
import { atStart, createDeliveryTally, type DeliveryNews, type DeliveryTally } from './delivery-stats.ts'
import { type Counted, countedOf, createTally, horizon, secondOf, type Tally } from './event-counts.ts'
import { type Feed, type Summary, shown, type Update } from './feed.ts'
import { fitting } from './take-last-within.ts'
import { createViewerChanges } from './viewer-changes.ts'

/** Milliseconds between looks; after one that failed; between two readings of all figures, at least. */
const pause = { look: 1_000, failed: 5_000, figures: 2_000 }

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

/** What was seen of the store. */
interface State {
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
  /** What was stored since, by its key. */
  readonly seen: Map<string, Seen>
  /** The oldest first. */
  readonly recent: LiveEvent[]
  /** When figures are to be read again, by a clock that nobody sets. */
  readonly due: number
}

/**
 * Watches a store that others write to, too: it looks what is new there once a second, while somebody looks at it. Between
 * two readings of all figures it adds up what it sees, so that a figure is never too large.
 *
 * @param failed - hears why it could not be looked at, once each time that begins
 */
export function openSharedFeed(watch: Watch, recent: Store['recent'], failed: (error: Error) => void): Feed {
  const listeners = new Set<(update: Update | undefined) => void>()
  const viewerChanges = createViewerChanges()
  let state: State | undefined
  let order = 0
  let viewers = 0
  let looking: Promise<void> | undefined
  let looked = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  let isFailing = false

  const readFigures = async (before: State | undefined): Promise<State> => {
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
    const seen = new Map([...(before?.seen ?? [])].filter(([, { stored }]) => stored >= base))
    tally.add([...seen.values()])
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
      seen,
      recent: before?.recent ?? (await recent(shown)).reverse(),
      due: performance.now() + Math.max(pause.figures, took / share),
    }
  }

  /** @returns what was not seen before, the oldest first */
  const readNew = async ({ base, seen, tally, recent }: State): Promise<readonly LiveEvent[]> => {
    const keys = (await watch.since(base, most.look)).filter((key) => !seen.has(key))
    const found = keys.length === 0 ? [] : await watch.events(keys)
    const known = new Set(recent.map(({ id }) => id))
    // What came again, to another collector, was counted when it came first.
    const since = found.filter(({ stored }) => stored >= base)
    for (const { key, event, stored } of since.slice(0, most.counted - seen.size)) {
      const counted = countedOf(event)
      const isNumbered = event.sender !== undefined && event.sequence !== undefined
      seen.set(key, { ...counted, stored, isNumbered })
      tally.add([counted])
    }
    const fresh = since.map(({ event }) => event).filter(({ id }) => !known.has(id))
    recent.push(...fresh)
    recent.splice(0, recent.length - shown)
    return fresh
  }

  const news = ({ delivery, unnumbered, erased, seen }: State, senders?: readonly Sender[]): DeliveryNews => {
    const all = delivery.all()
    order += 1
    const since = [...seen.values()].filter(({ isNumbered }) => !isNumbered).length
    const health = { ...all.health, others: { unnumbered: unnumbered + since, erased } }
    return { order, health, senders: senders ?? all.senders }
  }

  const look = async (): Promise<void> => {
    const before = state
    if (before === undefined || performance.now() >= before.due) {
      const now = await readFigures(before)
      const isAnew = before !== undefined && now.deleted > before.deleted
      state = isAnew ? { ...now, recent: (await recent(shown)).reverse() } : now
      if (isAnew) {
        await readNew(state)
        viewerChanges.forget()
        for (const listener of listeners) listener(undefined)
        return
      }
    }
    tell(state!, await readNew(state!))
  }

  const tell = (now: State, fresh: readonly LiveEvent[]) => {
    const all = now.tally.all()
    const changed = viewerChanges.changes(all, now.delivery.all())
    if (changed === undefined && fresh.length === 0) return
    const events = fitting(fresh.slice(-shown))
    const { counts = [], rate = [], senders = [], more = 0 } = changed ?? {}
    const skipped = Math.max(more, fresh.length) - events.length
    const delivery = news(now, senders)
    for (const listener of listeners) listener({ events, skipped, total: all.total, counts, rate, delivery })
  }

  const lookOnce = (): Promise<void> => {
    looking ??= look()
      .then(() => {
        isFailing = false
      })
      .finally(() => {
        looking = undefined
        looked = performance.now()
      })
    return looking
  }

  const goOn = async (): Promise<void> => {
    await lookOnce().catch((error: Error) => {
      if (!isFailing) failed(error)
      isFailing = true
    })
    if (viewers > 0) timer = setTimeout(goOn, isFailing ? pause.failed : pause.look).unref()
  }

  /** Where nobody has looked for a while, what was shown last is not gone on with. */
  const forgetOld = () => {
    const end = Math.max(looked + pause.look, state?.due ?? 0)
    if (viewers > 0 || looking !== undefined || performance.now() <= end) return
    state = undefined
    viewerChanges.forget()
  }

  const current = async (): Promise<State> => {
    forgetOld()
    if (state === undefined) await lookOnce()
    return state!
  }

  return {
    async summary(): Promise<Summary> {
      const now = await current()
      return {
        ...now.tally.all(),
        recent: fitting(now.recent).reverse(),
        delivery: news(now),
      }
    },
    async delivery() {
      return news(await current())
    },
    subscribe: (listener) => {
      listeners.add(listener)
    },
    watch() {
      forgetOld()
      viewers += 1
      if (viewers === 1) timer = setTimeout(goOn, pause.look).unref()
      return () => {
        viewers -= 1
        if (viewers === 0) clearTimeout(timer)
      }
    },
  }
}
