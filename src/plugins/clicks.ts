import { excerpt } from '../browser/excerpt.ts'
import { type FactsOf, factsOf } from '../browser/facts-of.ts'
import { listen } from '../browser/listen.ts'
import { pageAddress } from '../browser/page.ts'
import { inherited } from '../lib/inherited.ts'
import type { Plugin } from '../types.ts'

export interface ClickOptions {
  /** Whatever else clicks are told of: `button, .card`. Default: nothing. */
  readonly selector?: string | undefined
  /** What to tell of an element that the selector matches. Default: its `data-` attributes. */
  readonly facts?: FactsOf | undefined
  /** Which links lead out of the site. Default: those to another host. */
  readonly isOutbound?: ((address: URL) => boolean) | undefined
  /** Which paths of links are downloads: `/\.pdf$/i`. Default: those with a usual ending. */
  readonly downloads?: RegExp | undefined
  /** Whether to tell what follows `?` in an address, which may name a person. Default: false. */
  readonly query?: boolean | undefined
}

const usualDownloads =
  /\.(7z|apk|csv|dmg|docx?|epub|exe|gz|iso|mov|mp[34]|msi|pdf|pkg|pptx?|rar|tar|txt|wav|xlsx?|zip)$/i

/**
 * Tells `link/click` of links that lead out of the site, `file/download` of links to files, and `element/click` of
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
  (tell, life) => {
    // Where it cannot be read, that is heard now, and not with every click.
    if (selector) document.querySelector(selector)

    listen(
      ['click', 'auxclick'],
      (event) => {
        // Of the other buttons only the middle one follows links.
        if (event.button > 1) return
        const path = event.composedPath().filter((node): node is Element => node instanceof Element)
        const find = (wanted: string): Element | undefined =>
          path.find((element) => inherited(element, 'matches')(wanted))
        const textOf = (element: Element): string | undefined =>
          excerpt(inherited(element, 'textContent'), 100) ||
          excerpt(inherited(element, 'getAttribute')('aria-label'), 100)
        const chosen = selector && find(selector)
        if (chosen) tell({ text: textOf(chosen), ...factsOf(chosen, facts), name: 'element/click' })

        const link = find('a[href], area[href]')
        if (!link) return
        const address = new URL(link.getAttribute('href')!, document.baseURI)
        const { protocol, origin, pathname, search } = address
        // `mailto:` and `tel:` name persons.
        if (!/^http/.test(protocol)) return
        const isFile = link.hasAttribute('download') || pathname.search(downloads) >= 0
        if (isFile || isOutbound(address)) {
          const url = excerpt(origin + pathname + (query ? search : ''), 500)
          tell({ name: isFile ? 'file/download' : 'link/click', url, text: textOf(link) })
        }
      },
      life,
    )
  }
