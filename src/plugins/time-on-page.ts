import { listen } from '../browser/listen.ts'
import { isHidden, pageAddress } from '../browser/page.ts'
import { onPageLife } from '../browser/page-life.ts'
import { onView, type ViewOptions } from '../browser/views.ts'
import type { Plugin } from '../types.ts'
import { createVisibleClock } from './time-on-page/visible-clock.ts'

/** Options of `timeOnPage()`. */
export interface TimeOnPageOptions extends ViewOptions {
  /**
   * After how many ms without a move, key or scroll nobody is there.
   *
   * @default that is never assumed
   */
  readonly idle?: number | undefined
}

/**
 * Emits `page/engage` with the `duration` for which the page was in front, whenever it is hidden or left: a view's
 * time is the sum of them.
 *
 * @example
 * createTracker({ collector, plugins: [timeOnPage({ idle: 60_000 })] })
 */
export const timeOnPage =
  ({ idle, ...options }: TimeOnPageOptions = {}): Plugin =>
  (emit, signal) => {
    const { run, active, take } = createVisibleClock(idle ?? Infinity)
    let page: string
    const leave = (): void => {
      run(false)
      const duration = take()
      if (duration > 0) emit({ name: 'page/engage', duration, page })
    }
    const come = (): void => run(!isHidden())

    onView(
      (kind) => {
        // Out of the cache it is in sight for a moment before that is told.
        if (kind !== 'return') leave()
        page = pageAddress()
        come()
      },
      options,
      signal,
    )
    onPageLife(leave, come, signal)
    if (idle) listen(['pointermove', 'pointerdown', 'keydown', 'scroll', 'wheel'], active, signal)
  }
