import type { Rendering } from '../query/kql/render.ts'

/** What somebody asks, and of which events. It travels to another process: plain data. */
export type Question = {
  /** Whose events it may see; absent: everybody's. */
  readonly scopes?: readonly string[] | undefined
} & (
  | {
      readonly language: 'odata'
      readonly options: Readonly<Record<string, string>>
      /** Absent: what the options say, in the Profile Store's bounds. */
      readonly page?: FeedPage
    }
  | { readonly language: 'kql'; readonly text: string }
)

/** So many rows of a feed, in an order that is the same for each of its pages. */
export interface FeedPage {
  readonly skip: number
  readonly count: number
  /** Whether to say how many there are in all. */
  readonly isCounted: boolean
  /** Where it begins, in the feed's own order; absent: at the first row. */
  readonly after?: FeedPlace
}

/** What an event's place in a feed goes by, as it is answered. */
export interface FeedPlace {
  readonly EventTime: string
  readonly TrackId: string
  readonly Scope: string
}

export type Answer =
  /** `rows` is a JSON array of objects, written already; `total` is how many there are beyond those that were taken. */
  | {
      readonly kind: 'rows'
      readonly rows: Uint8Array
      readonly count: number
      readonly total?: number
      /** What the question says of how to draw them. */
      readonly rendering?: Rendering
    }
  /** It cannot be answered as it is. `at` counts UTF-16 units of the target from 0. */
  | { readonly kind: 'refused'; readonly message: string; readonly at?: number; readonly target?: string }
  /** Not now: too many are waiting. */
  | { readonly kind: 'busy' }
  /** Nothing is wrong with the question. */
  | { readonly kind: 'failed'; readonly message: string }
