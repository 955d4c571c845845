import { type Command, Option } from 'commander'
import { addressChoices, botChoices, defaults, logLevels } from '../options.ts'
import {
  address,
  days,
  keyFile,
  list,
  named,
  onOrOff,
  origin,
  path,
  plainKeyFile,
  readable,
  whereMetrics,
  whole,
} from './flag-values.ts'

/** Where the store is, also for commands that need nothing else. */
export const storeFlag = (): Option =>
  flag(
    '--store <file>',
    'RIVULET_STORE',
    'where events are kept: a file, :memory: which keeps nothing, or clickhouse://user@host:port,host:port/database?cluster=name',
  )
    .default(defaults.store)
    .argParser(named)

/** Adds the flags of a collector; each has a variable of the environment. */
export const addFlags = (command: Command): Command =>
  command
    .addOption(flag('--host <address>', 'RIVULET_HOST', 'address to listen on').default('127.0.0.1'))
    .addOption(
      flag('--port <number>', 'RIVULET_PORT', 'port to listen on, 0 for any free one')
        .default(4000)
        .argParser(whole(0, 65535)),
    )
    .addOption(storeFlag())
    .addOption(
      flag(
        '--spool <file>',
        'RIVULET_SPOOL',
        'where events wait while a cluster is away (default: nowhere, they are answered 503)',
      ).argParser(named),
    )
    .addOption(
      flag(
        '--origin <origins>',
        'RIVULET_ORIGIN',
        'origins that may read answers, send cookies and write without a key (default: any, no cookies, with a key)',
      ).argParser(list(origin)),
    )
    .addOption(
      flag('--body-limit <bytes>', 'RIVULET_BODY_LIMIT', 'most bytes of a request’s body, decompressed')
        .default(defaults.bodyLimit)
        .argParser(whole(1024, 256 * 1024 * 1024)),
    )
    .addOption(
      flag('--line-limit <bytes>', 'RIVULET_LINE_LIMIT', 'most bytes of one line of a batch')
        .default(defaults.lineLimit)
        .argParser(whole(256, 16 * 1024 * 1024)),
    )
    .addOption(
      flag('--rate <number>', 'RIVULET_RATE', 'requests a minute from one address, 0 for no limit')
        .default(defaults.rate)
        .argParser(whole(0, 1_000_000_000)),
    )
    .addOption(
      flag('--event-rate <number>', 'RIVULET_EVENT_RATE', 'events a minute from one address, 0 for no limit')
        .default(defaults.eventRate)
        .argParser(whole(0, 1_000_000_000)),
    )
    .addOption(
      flag(
        '--byte-rate <bytes>',
        'RIVULET_BYTE_RATE',
        'bytes a minute from one address, as they are stored, 0 for no limit',
      )
        .default(defaults.byteRate)
        .argParser(whole(0, 1_000_000_000_000)),
    )
    .addOption(
      flag(
        '--trust-proxy <addresses>',
        'RIVULET_TRUST_PROXY',
        'proxies whose X-Forwarded-For is believed (default: none)',
      ).argParser(list(address)),
    )
    .addOption(
      flag(
        '--live [on]',
        'RIVULET_LIVE',
        'serve the live page at /live: to this machine alone, or to those who have a key for it',
      )
        .preset('on')
        .default(defaults.live, 'off')
        .argParser(onOrOff),
    )
    .addOption(
      flag(
        '--live-key-file <file>',
        'RIVULET_LIVE_KEY_FILE',
        'keys to log in to the live page with, one a line',
      ).argParser(plainKeyFile),
    )
    .addOption(
      flag(
        '--public-url <origins>',
        'RIVULET_PUBLIC_URL',
        'origins at which others reach the live page (default: none, this machine alone)',
      ).argParser(list(origin)),
    )
    .addOption(
      flag(
        '--metrics [where]',
        'RIVULET_METRICS',
        'serve metrics for Prometheus: on, at /metrics with a key, or an address of their own such as 127.0.0.1:9464',
      )
        .preset('on')
        .default(defaults.metrics, 'off')
        .argParser(whereMetrics),
    )
    .addOption(
      flag(
        '--metrics-key-file <file>',
        'RIVULET_METRICS_KEY_FILE',
        'keys to read metrics at /metrics, one a line',
      ).argParser(plainKeyFile),
    )
    .addOption(
      flag(
        '--key-file <file>',
        'RIVULET_KEY_FILE',
        'keys to write, read and delete Profile Store events, one a line, each with its scopes after it',
      ).argParser(keyFile),
    )
    .addOption(
      flag(
        '--script <file>',
        'RIVULET_SCRIPT',
        'serve this script for pages, rivulet’s dist/rivulet.min.js',
      ).argParser(readable),
    )
    .addOption(
      flag('--script-path <path>', 'RIVULET_SCRIPT_PATH', 'where to serve it')
        .default(defaults.scriptPath)
        .argParser(path),
    )
    .addOption(
      flag('--query-time <seconds>', 'RIVULET_QUERY_TIME', 'seconds that a question may take, at most 120')
        .default(defaults.queryTime)
        .argParser(whole(1, defaults.queryTime)),
    )
    .addOption(
      flag('--purge <hours>', 'RIVULET_PURGE', 'hours that deleted events wait to be erased')
        .default(defaults.purge)
        .argParser(whole(1, 168)),
    )
    .addOption(
      flag('--keep <days>', 'RIVULET_KEEP', 'how long events are kept, such as 90d')
        .default(defaults.keep, 'for ever')
        .argParser(days),
    )
    .addOption(
      flag(
        '--addresses <what>',
        'RIVULET_ADDRESSES',
        'what is kept of the address an event comes from, as RemoteAddress',
      )
        .default(defaults.addresses)
        .choices(addressChoices),
    )
    .addOption(
      flag(
        '--geo <file>',
        'RIVULET_GEO',
        'database in MaxMind’s format that knows country and city of an address (default: none)',
      ).argParser(named),
    )
    .addOption(
      flag('--bots <what>', 'RIVULET_BOTS', 'what becomes of events from bots')
        .default(defaults.bots)
        .choices(botChoices),
    )
    .addOption(
      flag(
        '--ignore-address <addresses>',
        'RIVULET_IGNORE_ADDRESS',
        'addresses or ranges whose events are answered and not stored (default: none)',
      ).argParser(list(address)),
    )
    .addOption(
      flag(
        '--relay <file>',
        'RIVULET_RELAY',
        'file that says where events are relayed to (default: nowhere)',
      ).argParser(readable),
    )
    .addOption(
      flag(
        '--renew-ids [on]',
        'RIVULET_RENEW_IDS',
        'renew the visitor’s cookie at /track/ids, for pages of the same origin that ask for it',
      )
        .preset('on')
        .default(defaults.renewIds, 'off')
        .argParser(onOrOff),
    )
    .addOption(
      flag('--log-level <level>', 'RIVULET_LOG_LEVEL', 'how much to log')
        .default(defaults.logLevel)
        .choices(logLevels),
    )

const flag = (flags: string, variable: string, description: string) =>
  new Option(flags, description).env(variable)
