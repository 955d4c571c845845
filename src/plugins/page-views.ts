import { listen } from '../browser/listen.ts'
import { pageAddress } from '../browser/page.ts'
import { onPageLife } from '../browser/page-life.ts'
import { onView, type ViewOptions } from '../browser/views.ts'
import { inherited } from '../lib/inherited.ts'
import type { Plugin } from '../types.ts'
import { createTitleWatch } from './page-views/title-watch.ts'

/**
 * Tells `page/view`: when the page is loaded, when a single-page application goes to another address, when the page
 * comes out of the back/forward cache.
 *
 * @example
 * createTracker({ collector, plugins: [pageViews()] })
 */
export const pageViews =
  (options: ViewOptions = {}): Plugin =>
  (tell, life) => {
    let untold: { readonly referrer: string | undefined; readonly page: string } | undefined
    const settle = (): void => {
      stop()
      const view = untold
      untold = undefined
      if (view) tell({ name: 'page/view', title: inherited(document, 'title'), ...view })
    }
    const { start, stop } = createTitleWatch(settle, life)

    onView(
      (kind, referrer) => {
        // What somebody was redirected from, nobody has seen.
        if (kind !== 'redirect') settle()
        untold = { referrer, ...untold, page: pageAddress() }
        if (kind === 'return') settle()
        else start()
      },
      options,
      life,
    )
    // Before what is done in the view, and before it ends.
    listen(['pointerdown', 'keydown'], settle, life)
    onPageLife(settle, () => {}, life)
  }
