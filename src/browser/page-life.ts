import { on } from '../lib/on.ts'
import { isHidden } from './page.ts'

/**
 * Calls when the page may be about to end, and when it is back: seen again, out of the back/forward cache or thawed.
 * Being hidden comes first and is the last that phones are sure to tell; `pagehide` is the second chance (never
 * `unload`: it keeps the page out of the back/forward cache).
 *
 * @param signal - takes the listeners away when it aborts
 * @see https://developer.chrome.com/docs/web-platform/page-lifecycle-api
 */
export const onPageLife = (leave: () => void, comeBack: () => void, signal: AbortSignal): void => {
  // Captured, as not all of them bubble from the document.
  const hear = (event: string, listener: (event: PageTransitionEvent) => void): void =>
    on(window, event, listener, signal, { capture: true })
  hear('visibilitychange', () => (isHidden() ? leave() : comeBack()))
  hear('pagehide', leave)
  hear('freeze', leave)
  hear('resume', comeBack)
  // Not the one of every page's beginning.
  hear('pageshow', ({ persisted }) => persisted && comeBack())
}

/** Calls when the network is back. */
export const onOnline = (listener: () => void, signal: AbortSignal): void =>
  on(window, 'online', listener, signal)

/**
 * Does the work once the page is one that somebody looks at: at once, unless the browser renders it in advance.
 *
 * @param signal - when it aborts before that, the work is never done
 * @see https://developer.mozilla.org/docs/Web/API/Document/prerendering
 */
export const onceActivated = (work: () => void, signal?: AbortSignal): void => {
  if ((document as { prerendering?: boolean }).prerendering) {
    on(document, 'prerenderingchange', work, signal, { once: true })
  } else work()
}
