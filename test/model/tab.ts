import { AsyncLocalStorage } from 'node:async_hooks'
import type { Clock } from './clock.ts'

/** A page with its own memory and its own timers, beside others in one browser. */
export interface Tab {
  readonly target: EventTarget
  readonly isAlive: () => boolean
  visibility: 'visible' | 'hidden'
  isFrozen: boolean
  /** Requests that the browser sends when the page goes, unless they are called back before. */
  readonly deferred: { readonly body: string; readonly signal: AbortSignal }[]
  /** Has the page do something: at once, when it is thawed, or never any more. */
  enter(work: () => void): void
  /** Tells the page of an event. */
  dispatch(type: string, more?: object): void
  setTimeout(work: () => void, ms?: number): object
  clearTimeout(timer?: object): void
  /** How many timers run. */
  timers(): number
  thaw(): void
  /** Its memory is gone. */
  kill(): void
}

const current = new AsyncLocalStorage<Tab>()

/** The tab whose code runs: through promises and timers it stays the same. */
export const currentTab = (): Tab | undefined => current.getStore()

export const createTab = (clock: Clock): Tab => {
  let isAlive = true
  const backlog: (() => void)[] = []
  const running = new Map<object, () => void>()

  const tab: Tab = {
    target: new EventTarget(),
    isAlive: () => isAlive,
    visibility: 'visible',
    isFrozen: false,
    deferred: [],
    enter(work) {
      if (!isAlive) return
      if (tab.isFrozen) backlog.push(work)
      else current.run(tab, work)
    },
    dispatch(type, more = {}) {
      current.run(tab, () => tab.target.dispatchEvent(Object.assign(new Event(type), more)))
    },
    setTimeout(work, ms = 0) {
      const timer = {}
      const ring = (): void => {
        if (running.delete(timer)) work()
      }
      running.set(
        timer,
        clock.after(ms, () => tab.enter(ring)),
      )
      return timer
    },
    clearTimeout(timer = {}) {
      running.get(timer)?.()
      running.delete(timer)
    },
    timers: () => running.size,
    thaw() {
      tab.isFrozen = false
      for (const work of backlog.splice(0)) tab.enter(work)
    },
    kill() {
      isAlive = false
    },
  }
  return tab
}
