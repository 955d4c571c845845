import { gunzipSync } from 'node:zlib'

const text = (body: Buffer): string =>
  (body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body).toString()

/** The numbers in lines of query string; a line that starts with `?` is no event. */
const inLines =
  (parameter: string) =>
  (body: Buffer): number[] =>
    text(body)
      .split('\n')
      .filter((line) => !line.startsWith('?'))
      .map((line) => new URLSearchParams(line).get(parameter))
      .filter((value) => value !== null)
      .map(Number)

/** How a page says its events in a dialect, and where the collector takes them. */
export interface Dialect {
  readonly path: string
  /** The wire, as code in a page; a tracker that is given none has Rivet's. */
  readonly wire: string
  /** The event that says `facts`, as code: an object with its number `n`, and what else makes it large. */
  readonly event: string
  /** The numbers of the events in a request, each as often as it is there. */
  numbers(body: Buffer): number[]
  /** Whether the wire asks by keys for what a beacon has taken, and does not send it again. */
  readonly canAsk: boolean
  /** Whether only pages of origins that the collector knows may send there. */
  readonly isForListedOrigins: boolean
}

export const dialects = {
  rivet: {
    path: '/track/activity',
    wire: 'undefined',
    event: `{ category: 'page', action: 'act', labels: facts }`,
    numbers: inLines('v1'),
    canAsk: true,
    isForListedOrigins: false,
  },
  kaltura: {
    path: '/collect',
    wire: 'kaltura({ partnerId: 1 })',
    event: `{ type: 'info', entryId: '1_a', parameters: facts }`,
    numbers: inLines('n'),
    canAsk: false,
    isForListedOrigins: false,
  },
  profileStore: {
    path: '/api/v1.0/TrackBulk',
    wire: 'profileStore()',
    event: `{ eventType: 'act', value: 'Acted', payload: facts }`,
    numbers: (body) => JSON.parse(text(body)).map(({ payload }: { payload: { n: number } }) => payload.n),
    canAsk: false,
    isForListedOrigins: true,
  },
} as const satisfies Record<string, Dialect>

export type DialectName = keyof typeof dialects
