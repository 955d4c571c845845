/** How a page says its events in a dialect, and where the collector takes them. */
interface Dialect {
  readonly path: string
  /** The wire, as code in a page; a tracker that is given none has Rivet's. */
  readonly wire: string
  /** The event that says `facts`, as code: an object with its number `n`, and what else makes it large. */
  readonly event: string
  /** Whether only pages of origins that the collector knows may send there. */
  readonly isForListedOrigins: boolean
}

export const dialects = {
  rivet: {
    path: '/track/activity',
    wire: 'undefined',
    event: `{ category: 'page', action: 'act', labels: facts }`,
    isForListedOrigins: false,
  },
  kaltura: {
    path: '/collect',
    wire: 'kaltura({ partnerId: 1 })',
    event: `{ type: 'info', entryId: '1_a', parameters: facts }`,
    isForListedOrigins: false,
  },
  profileStore: {
    path: '/api/v1.0/TrackBulk',
    wire: 'profileStore()',
    event: `{ eventType: 'act', value: 'Acted', payload: facts }`,
    isForListedOrigins: true,
  },
} as const satisfies Record<string, Dialect>

export type DialectName = keyof typeof dialects
