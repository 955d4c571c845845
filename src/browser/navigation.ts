import { attempt } from '../lib/attempt.ts'
import { on } from '../lib/on.ts'

type Change = typeof history.pushState

/** A function of `history` that we have put over another. */
type Watched = Change & { readonly signal?: AbortSignal; readonly below?: Change }

/** Takes away what we have put there, as far as nobody has put something over it. */
const restore = (name: 'pushState' | 'replaceState'): void => {
  let top: Watched = history[name]
  while (top.signal?.aborted) top = top.below!
  // What browsers have there is inherited.
  if (top === History.prototype[name]) Reflect.deleteProperty(history, name)
  else history[name] = top
}

const watch = (name: 'pushState' | 'replaceState', changed: () => void, signal: AbortSignal): void => {
  const below = history[name]
  const watched = function (this: History, ...given: Parameters<Change>): void {
    below.apply(this, given)
    if (!signal.aborted) changed()
  }
  history[name] = Object.assign(watched, { signal, below })
  signal.addEventListener('abort', () => restore(name))
}

/** What became of the history: a new entry, another in an entry's place, or one that was there before. */
export type NavigationKind = 'push' | 'replace' | 'traverse'

/**
 * Calls when the page's address or history entry has changed without a load. Where there is no Navigation API, the
 * functions of `history` are watched until the signal aborts.
 *
 * @param changed - hears how: redirects within an application replace
 * @see https://developer.mozilla.org/docs/Web/API/Navigation/currententrychange_event
 */
export const onNavigation = (changed: (kind: NavigationKind) => void, signal: AbortSignal): void => {
  const change = (kind: NavigationKind): void => attempt(() => changed(kind))
  const { navigation } = window as { navigation?: Navigation }
  // Many pages have an element or a variable of that name.
  if (navigation?.currentEntry) {
    on(
      navigation,
      'currententrychange',
      ({ navigationType }: NavigationCurrentEntryChangeEvent) => change(navigationType as NavigationKind),
      signal,
    )
  } else {
    watch('pushState', () => change('push'), signal)
    watch('replaceState', () => change('replace'), signal)
    on(window, 'popstate', () => change('traverse'), signal)
  }
}
