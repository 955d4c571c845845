import type { Consent } from '../consent/consent.ts'
import type { BatchOptions } from '../delivery/pipeline-options.ts'
import type { IdExchange } from '../identity/id-exchange.ts'
import type { Delivery, Issue, LineStore, Plugin } from '../types.ts'

/** Options of `createTracker()`. */
export interface TrackerOptions {
  /** Where events go: an http(s) address, absolute or relative to the page. */
  readonly collector: string | URL
  /** When queued events are sent; the page's end sends them in any case. */
  readonly batch?: BatchOptions | undefined
  /**
   * How requests are sent.
   *
   * @default `beacons()`
   */
  readonly delivery?: Delivery | undefined
  /**
   * Where waiting events outlive the page.
   *
   * @default localStorage
   */
  readonly outbox?: LineStore | undefined
  /**
   * Decides whether anything is recorded.
   *
   * @default the browser, where its user has asked not to be tracked
   */
  readonly consent?: Consent | undefined
  /**
   * Whether events go without the ids of visitor and visit, of which nothing is stored then.
   *
   * @default false
   */
  readonly isAnonymous?: boolean | undefined
  /**
   * Which parameters of addresses leave the page, beside those that name a campaign (`utm_source`, `utm_medium`,
   * `utm_campaign`, `utm_term`, `utm_content`, `utm_id`); `all` leaves addresses as they are.
   *
   * @default none
   */
  readonly parameters?: readonly string[] | 'all' | undefined
  /**
   * Who else knows this visitor by the same ids, `shareIds` and `takeIds`, and who renews them, `renewIds`.
   *
   * @default nobody
   */
  readonly ids?: IdExchange | undefined
  /** What watches the page for this tracker, from its beginning. */
  readonly plugins?: readonly (Plugin | false | null | undefined)[] | undefined
  /**
   * Hears of everything that goes wrong.
   *
   * @default nobody does; nothing is ever thrown or logged
   */
  readonly onIssue?: ((issue: Issue) => void) | undefined
}
