import { isHidden } from './page.ts'

/**
 * Calls when the page may be about to end. `hidden` comes first and is the last that phones are sure to give;
 * `pagehide` is the second chance (never `unload`: it keeps the page out of the back/forward cache).
 *
 * @param signal - takes the listeners away when it aborts
 * @see https://developer.chrome.com/docs/web-platform/page-lifecycle-api
 */
export const onPageExit = (leave: (reason: 'hidden' | 'pagehide') => void, signal: AbortSignal): void => {
  addEventListener('visibilitychange', () => isHidden() && leave('hidden'), { signal })
  addEventListener('pagehide', () => leave('pagehide'), { signal })
}
