import { inherited } from '../lib/inherited.ts'
import { on } from '../lib/on.ts'
import { onNavigation } from './navigation.ts'
import { onceActivated } from './page-life.ts'

export interface ViewOptions {
  /** Whether what follows `#` in an address names the page, as some applications' routes do. Default: false. */
  readonly hash?: boolean | undefined
}

/** How a view came to be: the page was loaded, an application went or was redirected, the browser took it out of its cache. */
export type ViewKind = 'load' | 'route' | 'redirect' | 'return'

/**
 * Calls when a view of the page begins: at once, unless the page is rendered in advance, and then with each address
 * that differs in more than its hash, and when the page is back from the back/forward cache.
 *
 * @param begin - hears how, and where the visitor came from, as far as that is known
 */
export const onView = (
  begin: (kind: ViewKind, referrer?: string) => void,
  { hash }: ViewOptions,
  life: AbortSignal,
): void => {
  const key = (): string => (hash ? location.href : location.href.split('#')[0]!)
  onceActivated(() => {
    let { href } = location
    let seen = key()
    begin('load', inherited(document, 'referrer') || undefined)
    onNavigation((isReplacing) => {
      const referrer = href
      if (seen === key()) return
      href = location.href
      seen = key()
      begin(isReplacing ? 'redirect' : 'route', referrer)
    }, life)
    on(window, 'pageshow', ({ persisted }: PageTransitionEvent) => persisted && begin('return'), life)
  }, life)
}
