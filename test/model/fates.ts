/** What becomes of one request. */
export interface Fate {
  /** When it comes to the collector, in ms from its start, each time that it does. */
  readonly arrives: readonly number[]
  /** When the page hears of it, in ms from its start. */
  readonly heard: number
  /** What the page hears: a status, or nothing but that it failed: 0. */
  readonly status: number
  /** In seconds. */
  readonly retryAfter?: string
  /** The answer is not the collector's, but of something between. */
  readonly isForeign?: true
}

const never = 1e9

/** What beacons and requests may meet. */
export const fates = {
  delivered: { arrives: [0], heard: 0, status: 200 },
  slow: { arrives: [3_000], heard: 4_000, status: 200 },
  'very slow': { arrives: [1_000], heard: 40_000, status: 200 },
  'delivered twice': { arrives: [0, 3_000], heard: 0, status: 200 },
  lost: { arrives: [], heard: 0, status: 0 },
  'never answered': { arrives: [], heard: never, status: 0 },
  'delivered, answer lost': { arrives: [0], heard: 100, status: 0 },
  'delivered long after it had failed': { arrives: [20_000], heard: 100, status: 0 },
  'not now': { arrives: [], heard: 50, status: 503 },
  'too many': { arrives: [], heard: 50, status: 429, retryAfter: '60' },
  'too large': { arrives: [], heard: 50, status: 413 },
  refused: { arrives: [], heard: 50, status: 400 },
  "answered by a hotel's network": { arrives: [], heard: 50, status: 200, isForeign: true },
} satisfies Record<string, Fate>

export type FateName = keyof typeof fates
