import { listen } from '../browser/listen.ts'
import { onPageLife } from '../browser/page-life.ts'
import { onView, type ViewOptions } from '../browser/views.ts'
import { inherited } from '../lib/inherited.ts'
import type { Plugin } from '../types.ts'
import { scrollerOf } from './scroll-depth/scroller-of.ts'

/** Options of `scrollDepth()`. */
export interface ScrollDepthOptions extends ViewOptions {
  /**
   * Which depths to emit, in percent, from the least to the greatest.
   *
   * @default 25, 50, 75, 90 and 100
   */
  readonly depths?: readonly number[] | undefined
  /**
   * What is scrolled.
   *
   * @default the page, or what fills most of it and scrolls in its place
   */
  readonly element?: Element | undefined
}

/**
 * Emits `page/scroll` of each depth that has come into sight, once in each view of the page.
 *
 * @example
 * createTracker({ collector, plugins: [scrollDepth()] })
 */
export const scrollDepth =
  ({ depths = [25, 50, 75, 90, 100], element, ...options }: ScrollDepthOptions = {}): Plugin =>
  (emit, signal) => {
    let left: number[] = []
    const look = (event?: Event): void => {
      const isScroll = event?.type === 'scroll'
      const reached = (scrolled: Element | undefined): boolean => {
        const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = scrolled ?? {}
        // A page that has just been emptied for its next content is scrolled to its top by the browser.
        if (!clientHeight || (isScroll && scrollHeight <= clientHeight)) return false
        // Where it is zoomed, positions are fractions and heights are not.
        return (100 * (scrollTop + clientHeight + 1)) / scrollHeight >= left[0]!
      }
      const { target } = event ?? {}
      const page = inherited(document, 'scrollingElement') ?? inherited(document, 'documentElement')
      // Looking for what is scrolled costs more than a scroll event should.
      if (isScroll && !reached(target instanceof Element ? target : page)) return
      const scrolled = element ?? scrollerOf(page)
      while (reached(scrolled)) emit({ name: 'page/scroll', depth: left.shift() })
    }
    onView(
      () => {
        left = [...depths]
      },
      options,
      signal,
    )
    // What is in sight without any scrolling is emitted late, when it is sure to be there.
    listen(['scroll', 'click'], look, signal)
    onPageLife(look, () => {}, signal)
  }
