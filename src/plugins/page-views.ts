import { pageAddress } from '../browser/page.ts'
import { onPageLife } from '../browser/page-life.ts'
import { onView, type ViewOptions } from '../browser/views.ts'
import { attempt } from '../lib/attempt.ts'
import { inherited } from '../lib/inherited.ts'
import type { Plugin } from '../types.ts'

/** Options of `pageViews()`. */
export interface PageViewsOptions extends ViewOptions {
  /**
   * Says the title of the view that has begun, and nothing while it is not known.
   *
   * @default the document's title, once it is another than in the view before; until then it may still be
   * that one's
   * @param title - the document's
   * @param before - as it was when the view before ended, or when somebody last did something
   * @example
   * pageViews({ title: () => document.querySelector('h1')?.textContent ?? undefined })
   */
  readonly title?: ((title: string, before: string | undefined) => string | undefined) | undefined
}

/** How long a title has to stand before it is taken for the view's, in ms, and how often that is waited for. */
const stand = 500
const looks = 5

/**
 * Emits `page/view`: when the page is loaded, when a single-page application goes to another page, when the page
 * comes out of the back/forward cache.
 *
 * @example
 * createTracker({ collector, plugins: [pageViews()] })
 */
export const pageViews =
  ({
    title: said = (title, before) => (title === before ? undefined : title),
    ...options
  }: PageViewsOptions = {}): Plugin =>
  (emit, signal) => {
    let page = ''
    let referrer: string | undefined
    let isUntold = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let before: string | undefined
    /** As it was when it was last looked at. */
    let last: string | undefined
    const title = (): string | undefined =>
      attempt(() => said(inherited(document, 'title'), before)) || undefined
    const end = (title: string | undefined): void => {
      clearTimeout(timer)
      before = inherited(document, 'title')
      if (isUntold) emit({ name: 'page/view', title, referrer, page })
      isUntold = false
    }
    const settle = (): void => end(title())
    const wait = (left: number): void => {
      clearTimeout(timer)
      last = title()
      timer = setTimeout(() => (left && (last ?? 0) !== title() ? wait(left - 1) : settle()), stand)
    }

    onView(
      (kind) => {
        if (kind === 'traverse') settle()
        // Nobody has done anything since: the title may be the next view's by now. What is replaced, nobody has seen.
        else if (kind !== 'replace' && isUntold) end(last)
        if (!isUntold) referrer = page || inherited(document, 'referrer') || undefined
        if (kind === 'return') before = referrer = undefined
        page = pageAddress()
        isUntold = true
        wait(looks)
      },
      options,
      signal,
      settle,
      () => {
        if (isUntold) page = pageAddress()
      },
    )
    onPageLife(settle, () => {}, signal)
    signal.addEventListener('abort', () => clearTimeout(timer))
  }
