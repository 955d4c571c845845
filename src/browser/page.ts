import { attempt } from '../lib/attempt.ts'
import { inherited } from '../lib/inherited.ts'
import { now } from '../lib/now.ts'
import type { PageContext } from '../types.ts'

/** Whether this is a browser's page at all: on servers and in workers the SDK rests. */
export const hasPage = (): boolean => typeof document === 'object'

/** Whether it is a worker of a browser, where somebody may wait for events; runtimes of servers have no such function. */
export const isWorker = (): boolean => !hasPage() && 'importScripts' in globalThis

/**
 * Whether the browser says that its user does not want to be tracked.
 *
 * @see https://w3c.github.io/gpc/
 */
export const hasOptedOut = (): boolean => {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: boolean }
  return !!globalPrivacyControl || doNotTrack === '1'
}

/**
 * Address of this page. A frame that is made of `srcdoc` or of a blob has none that anybody knows: then it is that of the
 * page around it.
 *
 * @see https://html.spec.whatwg.org/multipage/urls-and-fetching.html#fallback-base-url
 */
export const pageAddress = (page: Window = window): string =>
  (/^(about|blob):/.test(page.location.href) &&
    page !== page.parent &&
    attempt(() => pageAddress(page.parent))) ||
  page.location.href

/** The whole address of one that may be relative to this page; no address at all, `undefined`, when it is none. */
export const wholeAddress = (address: string | URL): string =>
  String(attempt(() => new URL(address, pageAddress())))

export const isHidden = (): boolean => document.visibilityState === 'hidden'

/** Address of the outermost page; only a page of its own origin may read it. */
const topAddress = (): string | undefined => attempt(() => (top as Window).location.href)

/** Whether this page is framed by another origin. */
export const isForeignFrame = (): boolean => !topAddress()

/**
 * Origin of the outermost page, written as a referrer has it. Not every browser tells, and one that is hidden is called
 * `null` (https://html.spec.whatwg.org/multipage/nav-history-apis.html#dom-location-ancestororigins).
 */
const topOrigin = (): string | undefined =>
  attempt(() => new URL([...location.ancestorOrigins].pop() as string).href)

/**
 * Address of the page that embeds us: this page itself, or the one around our frame. Of a page of another origin it
 * is the referrer, as much of it as that page's referrer policy lets us see, else its origin; undefined when no browser
 * tells.
 */
export const embeddingPage = (): string | undefined => topAddress() ?? (document.referrer || topOrigin())

/** Title of the page that embeds us; undefined when that is of another origin. */
export const embeddingTitle = (): string | undefined =>
  attempt(() => inherited((top as Window).document, 'title'))

/** When and where something happens that happens now. */
export const currentPageContext = (): PageContext => ({
  now: now(),
  page: embeddingPage(),
  title: embeddingTitle(),
})
