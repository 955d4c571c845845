import type { JsonValue } from '../json-value.ts'

/** Who did it, as far as the page knows. */
export interface ProfileStoreUser {
  readonly name?: string | undefined
  readonly email?: string | undefined
  /** Whatever else is known. */
  readonly info?: { readonly [fact: string]: JsonValue | undefined } | undefined
  readonly [field: string]: JsonValue | undefined
}

/** What of an event is text. */
export interface ProfileStoreTexts {
  /** The kind of event: `pageview`. Not empty. */
  readonly eventType: string
  /** What happened, in words for people. Not empty. */
  readonly value: string
  /** Default: the visitor's lasting id. Not empty. */
  readonly deviceId?: string | undefined
  /** Default: the id of the visit. */
  readonly sessionId?: string | undefined
  /**
   * The page it is about.
   *
   * @default the page it happens on
   */
  readonly pageUri?: string | undefined
  /** Default: the title of the page it happens on. */
  readonly pageTitle?: string | undefined
  /**
   * When it happened: `2017-09-15T07:16:34.7957819Z`, in UTC.
   *
   * @default now
   */
  readonly eventTime?: string | undefined
  /**
   * Which part of the store: 1 to 64 lower-case letters, digits, underscores or dots.
   *
   * @default `default`
   */
  readonly scope?: string | undefined
  /**
   * The event's key in its scope, at most 64 characters: a repeat is stored once.
   *
   * @default one of its own
   */
  readonly trackId?: string | undefined
  readonly countryCode?: string | undefined
  readonly city?: string | undefined
  /** The visitor's IP address. */
  readonly remoteAddress?: string | undefined
}

/** A track event of Optimizely's Profile Store. */
export interface ProfileStoreEvent extends ProfileStoreTexts {
  /** Any other facts. */
  readonly payload?: JsonValue | undefined
  readonly user?: ProfileStoreUser | undefined
  /** How long the event took, in ms, as `time()` measures it; a fact of the payload, where that has named facts. */
  readonly duration?: number | undefined
}
