import { excerpt } from '../browser/excerpt.ts'
import { type FactsOf, factsOf } from '../browser/facts-of.ts'
import { listen } from '../browser/listen.ts'
import { onceAnAction } from '../browser/once-an-action.ts'
import { pageAddress } from '../browser/page.ts'
import { textOf } from '../browser/text-of.ts'
import { inherited } from '../lib/inherited.ts'
import type { Plugin } from '../types.ts'

/** Options of `clicks()`. */
export interface ClickOptions {
  /**
   * Whatever else clicks are told of: `button, .card`.
   *
   * @default nothing
   */
  readonly selector?: string | undefined
  /**
   * What to tell of an element that the selector matches.
   *
   * @default its `data-` attributes
   */
  readonly facts?: FactsOf | undefined
  /**
   * Which links lead out of the site.
   *
   * @default those to another host
   */
  readonly isOutbound?: ((address: URL) => boolean) | undefined
  /**
   * Which paths of links are downloads: `/\.pdf$/i`.
   *
   * @default those with a usual ending
   */
  readonly downloads?: RegExp | undefined
  /**
   * Whether to tell what follows `?` in an address. The tracker's `parameters` say what of that leaves the page.
   *
   * @default false
   */
  readonly query?: boolean | undefined
}

const usualDownloads =
  /\.(7z|apk|csv|dmg|docx?|epub|exe|gz|iso|mov|mp[34]|msi|pdf|pkg|pptx?|rar|tar|txt|wav|xlsx?|zip)$/i

/**
 * Emits `link/click` of links that lead out of the site, `file/download` of links to files, and `element/click` of
 * whatever a selector matches; by mouse, middle button, finger or keyboard.
 *
 * @example
 * createTracker({ collector, plugins: [clicks({ selector: 'button[data-plan]' })] })
 */
export const clicks =
  ({
    selector,
    facts,
    isOutbound = ({ host }) => host !== new URL(pageAddress()).host,
    downloads = usualDownloads,
    query,
  }: ClickOptions = {}): Plugin =>
  (emit, signal) => {
    // Where it cannot be read, that is heard now, and not with every click.
    if (selector) document.querySelector(selector)

    const isFirst = onceAnAction()

    listen(
      ['click', 'auxclick'],
      (event) => {
        // Of the other buttons only the middle one follows links.
        if (event.button > 1) return
        const path = event.composedPath()
        const find = (wanted: string): Element | undefined =>
          path.find((node): node is Element => node instanceof Element && inherited(node, 'matches')(wanted))
        const chosen = selector && find(selector)
        if (chosen && isFirst(event))
          emit({ text: textOf(chosen), ...factsOf(chosen, facts), name: 'element/click' })

        const link = find(':any-link:not(:read-write)')
        if (!link) return
        const address = new URL(link.getAttribute('href')!, document.baseURI)
        const { protocol, origin, pathname, search } = address
        const file = link.getAttribute('download')
        // Beside pages there are files made by them, by `blob:` and `data:`, and persons, by `mailto:` and `tel:`.
        const isWeb = /^http/.test(protocol)
        const isFile = file != null || (isWeb && pathname.search(downloads) >= 0)
        if (isFile || (isWeb && isOutbound(address))) {
          const url = excerpt(isWeb ? origin + pathname + (query ? search : '') : file, 500)
          emit({ name: isFile ? 'file/download' : 'link/click', url, text: textOf(link) })
        }
      },
      signal,
    )
  }
