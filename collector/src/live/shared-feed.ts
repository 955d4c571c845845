import type { LiveEvent } from '../model/event.ts'
import type { Sender } from '../model/sender.ts'
import type { Store } from '../store/store.ts'
import type { Watch } from '../store/watch.ts'
import type { DeliveryNews } from './delivery-stats.ts'
import { type Feed, type Summary, shown, type Update } from './feed.ts'
import { readFigures, readNew, type SharedState } from './shared-state.ts'
import { fitting } from './take-last-within.ts'
import { createViewerChanges } from './viewer-changes.ts'

/** Milliseconds between looks, and after one that failed. */
const pause = { look: 1_000, failed: 5_000 }

/**
 * Watches a store that others write to, too: it looks what is new there once a second, while somebody looks at it. Between
 * two readings of all figures it adds up what it sees, so that a figure is never too large.
 *
 * @param failed - hears why it could not be looked at, once each time that begins
 */
export function openSharedFeed(watch: Watch, recent: Store['recent'], failed: (error: Error) => void): Feed {
  const listeners = new Set<(update: Update | undefined) => void>()
  const viewerChanges = createViewerChanges()
  let state: SharedState | undefined
  let order = 0
  let viewers = 0
  let looking: Promise<void> | undefined
  let looked = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  let isFailing = false

  const news = (
    { base, delivery, unnumbered, erased, seen }: SharedState,
    senders?: readonly Sender[],
  ): DeliveryNews => {
    const all = delivery.all()
    order += 1
    const since = [...seen.values()].filter(({ stored, isNumbered }) => stored >= base && !isNumbered).length
    const health = { ...all.health, others: { unnumbered: unnumbered + since, erased } }
    return { order, health, senders: senders ?? all.senders }
  }

  const look = async (): Promise<void> => {
    const before = state
    if (before === undefined || performance.now() >= before.due) {
      state = await readFigures(watch, recent, before)
      if (before !== undefined && state.deleted > before.deleted) {
        await readNew(watch, state)
        viewerChanges.forget()
        for (const listener of listeners) listener(undefined)
        return
      }
    }
    tell(state!, await readNew(watch, state!))
  }

  const tell = (now: SharedState, fresh: readonly LiveEvent[]) => {
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

  const current = async (): Promise<SharedState> => {
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
