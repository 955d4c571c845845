import { on } from '../lib/on.ts'
import { listen } from './listen.ts'
import { type NavigationKind, onNavigation } from './navigation.ts'
import { onceActivated } from './page-life.ts'

/** What counts as a view of a page of its own. */
export interface ViewOptions {
  /**
   * Whether what follows `#` in an address names the page, as some applications' routes do.
   *
   * @default false
   */
  readonly hash?: boolean | undefined
  /**
   * What names the page that an address leads to: a view begins with each address that has another key than the one
   * before.
   *
   * @default the path; and the query where the address came with a new entry of the history, and not from
   * somebody's entering something. All else in an address is the state of a page
   * @example
   * pageViews({ pageKey: ({ pathname, searchParams }) => `${pathname}?${searchParams.get('page')}` })
   */
  readonly pageKey?: ((address: URL) => unknown) | undefined
}

/**
 * How a view came to be: the page was loaded, an application went or was redirected, or went in its history, the browser
 * took the page out of its cache.
 */
export type ViewKind = 'load' | 'return' | NavigationKind

/**
 * Calls when a view of the page begins: at once, unless the page is rendered in advance, and then with each address
 * that is another page's, and when the page is back from the back/forward cache.
 *
 * @param begin - hears how
 * @param act - called before somebody does something in the view
 * @param move - called when the address is another, and the page the same
 */
export const onView = (
  begin: (kind: ViewKind) => void,
  { hash, pageKey }: ViewOptions,
  signal: AbortSignal,
  act?: () => void,
  move?: () => void,
): void => {
  const nameOf = (address: string, isState: boolean): unknown =>
    pageKey
      ? pageKey(new URL(address))
      : address.replace(isState ? /\?[^#]*/g : '', '').replace(hash ? '' : /#.*/, '')
  let href: string
  /** The address of the view. */
  let viewed: string
  /** Whether the last that somebody did was to enter something: the query that comes of it is not another page. */
  let isEntering = false
  listen(
    ['pointerdown', 'click', 'keydown', 'input', 'submit'],
    (event) => {
      const { type, key: pressed } = event as KeyboardEvent
      isEntering = type === 'input' || (isEntering && !!pressed && pressed !== 'Enter')
      // What is sent off is another page, though the address has come to it while it was entered.
      if (type === 'submit') href = viewed
      act?.()
    },
    signal,
  )
  onceActivated(() => {
    href = viewed = location.href
    begin('load')
    onNavigation((kind) => {
      const last = href
      const isState = kind === 'replace' || isEntering
      href = location.href
      if (nameOf(href, isState) === nameOf(last, isState)) move?.()
      else {
        viewed = href
        begin(kind)
      }
    }, signal)
    on(window, 'pageshow', ({ persisted }: PageTransitionEvent) => persisted && begin('return'), signal)
  }, signal)
}
