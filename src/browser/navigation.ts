import { attempt } from '../lib/attempt.ts'
import { on } from '../lib/on.ts'

type Change = typeof history.pushState

/** A function of `history` that we have put over another. */
type Watched = Change & { readonly life?: AbortSignal; readonly below?: Change }

/** Takes away what we have put there, as far as nobody has put something over it. */
const restore = (name: 'pushState' | 'replaceState'): void => {
  let top: Watched = history[name]
  while (top.life?.aborted) top = top.below!
  // What browsers have there is inherited.
  if (top === History.prototype[name]) Reflect.deleteProperty(history, name)
  else history[name] = top
}

const watch = (name: 'pushState' | 'replaceState', changed: () => void, life: AbortSignal): void => {
  const below = history[name]
  const watched = function (this: History, ...given: Parameters<Change>): void {
    below.apply(this, given)
    if (!life.aborted) changed()
  }
  history[name] = Object.assign(watched, { life, below })
  life.addEventListener('abort', () => restore(name))
}

/**
 * Calls when the page's address or history entry has changed without a load. Where there is no Navigation API, the
 * functions of `history` are watched until life ends.
 *
 * @param changed - hears whether the entry took another's place, as redirects within an application do
 * @see https://developer.mozilla.org/docs/Web/API/Navigation/currententrychange_event
 */
export const onNavigation = (changed: (isReplacing: boolean) => void, life: AbortSignal): void => {
  const change = (isReplacing: boolean): void => attempt(() => changed(isReplacing))
  const { navigation } = window as { navigation?: Navigation }
  // Many pages have an element or a variable of that name.
  if (navigation?.currentEntry) {
    on(
      navigation,
      'currententrychange',
      ({ navigationType }: NavigationCurrentEntryChangeEvent) => change(navigationType === 'replace'),
      life,
    )
  } else {
    watch('pushState', () => change(false), life)
    watch('replaceState', () => change(true), life)
    on(window, 'popstate', () => change(false), life)
  }
}
