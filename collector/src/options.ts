import type { Key } from './keys.ts'

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

export const addressChoices = ['none', 'truncated', 'full'] as const

export const botChoices = ['keep', 'mark', 'drop'] as const

/** What a collector can be told. Every option has a default. */
export interface CollectorOptions {
  /**
   * The store's file; `:memory:` keeps nothing. Or a cluster: `clickhouse://user@host:port,host:port/database?cluster=name`.
   *
   * @default 'rivulet.db'
   */
  readonly store: string
  /**
   * The password of the cluster's user.
   *
   * @default ''
   */
  readonly storePassword: string
  /**
   * A file in which events wait while the cluster is away. Without one they are answered 503.
   *
   * @default none
   */
  readonly spool?: string | undefined
  /**
   * Origins whose pages may read the answers and send credentials; none listed: any may read, without credentials.
   *
   * @default []
   */
  readonly origins: readonly string[]
  /**
   * Bytes of a request's body, decompressed.
   *
   * @default 1,048,576
   */
  readonly bodyLimit: number
  /**
   * Bytes of one line of a batch.
   *
   * @default 131,072
   */
  readonly lineLimit: number
  /**
   * Requests a minute from one address; 0 is no limit.
   *
   * @default 6,000
   */
  readonly rate: number
  /**
   * Events a minute from one address, which are lines of batches, stored or not; 0 is no limit.
   *
   * @default 30,000
   */
  readonly eventRate: number
  /**
   * Bytes a minute from one address, as they are stored or, where that is more, as they are read; 0 is no limit.
   *
   * @default 33,554,432
   */
  readonly byteRate: number
  /**
   * Proxies whose X-Forwarded-For is believed: addresses or ranges.
   *
   * @default []
   */
  readonly trustProxy: readonly string[]
  /**
   * Whether to serve the live page, which shows visitors' data: without a key for it, to this machine alone.
   *
   * @default false
   */
  readonly live: boolean
  /**
   * Who may log in to the live page.
   *
   * @default []
   */
  readonly liveKeys: readonly string[]
  /**
   * Origins at which others reach the live page, such as `https://events.shop.example`.
   *
   * @default []
   */
  readonly publicUrls: readonly string[]
  /**
   * The file of the script for pages, if it is to be served from here: rivulet's `dist/rivulet.min.js`. Files that lie beside
   * it and that it may ask for are served too: `rivulet.extra.min.js`.
   *
   * @default none
   */
  readonly script?: string | undefined
  /**
   * Where it is served.
   *
   * @default '/rivulet.min.js'
   */
  readonly scriptPath: string
  /**
   * Who may write Profile Store events from anywhere, read all events and delete them; none listed: nobody.
   *
   * @default []
   */
  readonly keys: readonly Key[]
  /**
   * Seconds that a question may take, at most 120; it is refused then, and its process ended.
   *
   * @default 120
   */
  readonly queryTime: number
  /**
   * Whether to serve metrics for Prometheus: at `/metrics` to those who have a key, or at an address of their own.
   *
   * @default false
   */
  readonly metrics: boolean | { readonly host: string; readonly port: number }
  /**
   * Who may read metrics at `/metrics`.
   *
   * @default []
   */
  readonly metricsKeys: readonly string[]
  /**
   * Hours that the first deleted event waits to be erased, and with it all that were deleted since.
   *
   * @default 24
   */
  readonly purge: number
  /**
   * Days that events are kept, at least 8; 0: for ever.
   *
   * @default 0
   */
  readonly keep: number
  /**
   * What is kept of the address that an event comes from, as its RemoteAddress: nothing; IPv4 to 24 and IPv6 to 48 bits; all.
   *
   * @default 'none'
   */
  readonly addresses: (typeof addressChoices)[number]
  /**
   * A database in MaxMind's format, which says in which country and city an address is: CountryCode and City of events
   * that say neither. It is read anew when the file changes.
   *
   * @default none
   */
  readonly geo?: string | undefined
  /**
   * What becomes of events from bots, by their user agent: they are kept as all others, marked by the TrafficType `bot`, or
   * answered and not stored.
   *
   * @default 'keep'
   */
  readonly bots: (typeof botChoices)[number]
  /**
   * Addresses and ranges whose events are answered and not stored.
   *
   * @default []
   */
  readonly ignoreAddresses: readonly string[]
  /**
   * A file that says where events are relayed to: `docs/relay.md` of rivulet.
   *
   * @default none
   */
  readonly relay?: string | undefined
  /**
   * Whether to renew the visitor's cookie at `/track/ids`, for pages of the same origin that ask for it.
   *
   * @default false
   */
  readonly renewIds: boolean
  /**
   * What is worth a line of the log. Requests are not: their addresses hold visitors' data.
   *
   * @default 'info'
   */
  readonly logLevel: (typeof logLevels)[number]
}

export const defaults: CollectorOptions = {
  store: 'rivulet.db',
  storePassword: '',
  origins: [],
  bodyLimit: 1024 * 1024,
  lineLimit: 128 * 1024,
  rate: 6000,
  eventRate: 30_000,
  byteRate: 32 * 1024 * 1024,
  trustProxy: [],
  live: false,
  liveKeys: [],
  publicUrls: [],
  scriptPath: '/rivulet.min.js',
  keys: [],
  queryTime: 120,
  metrics: false,
  metricsKeys: [],
  purge: 24,
  keep: 0,
  addresses: 'none',
  bots: 'keep',
  ignoreAddresses: [],
  renewIds: false,
  logLevel: 'info',
}
