import { listen } from '../browser/listen.ts'
import { onPageLife } from '../browser/page-life.ts'
import { onView, type ViewOptions } from '../browser/views.ts'
import { inherited } from '../lib/inherited.ts'
import type { Plugin } from '../types.ts'

export interface ScrollDepthOptions extends ViewOptions {
  /** Which depths to tell, in percent, from the least to the greatest. Default: 25, 50, 75, 90 and 100. */
  readonly depths?: readonly number[] | undefined
  /** What is scrolled. Default: the page. */
  readonly element?: Element | undefined
}

/**
 * Tells `page/scroll` of each depth that has come into sight, once in each view of the page.
 *
 * @example
 * createTracker({ collector, plugins: [scrollDepth()] })
 */
export const scrollDepth =
  ({ depths = [25, 50, 75, 90, 100], element, ...options }: ScrollDepthOptions = {}): Plugin =>
  (tell, life) => {
    let left: number[] = []
    const look = (event?: Event): void => {
      const { scrollTop, clientHeight, scrollHeight } =
        element ?? inherited(document, 'scrollingElement') ?? inherited(document, 'documentElement')
      // A page that has just been emptied for its next content is scrolled to its top by the browser.
      if (!clientHeight || (event?.type === 'scroll' && scrollHeight <= clientHeight)) return
      // Where it is zoomed, positions are fractions and heights are not.
      const depth = (100 * (scrollTop + clientHeight + 1)) / scrollHeight
      while (depth >= left[0]!) tell({ name: 'page/scroll', depth: left.shift() })
    }
    onView(
      () => {
        left = [...depths]
      },
      options,
      life,
    )
    // What is in sight without any scrolling is told late, when it is sure to be there.
    listen(['scroll', 'click'], look, life)
    onPageLife(look, () => {}, life)
  }
