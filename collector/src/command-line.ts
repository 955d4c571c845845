import { isIP } from 'node:net'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type CollectorOptions, defaults, logLevels } from './collector-options.ts'

export interface CommandLine extends CollectorOptions {
  readonly host: string
  readonly port: number
}

/** Reads flags and environment; a flag wins. Prints and exits on `--help` and on what it cannot read. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const program = new Command('rivulet-collector')
    .description(
      'Receives events of Rivet’s Tracking API at /track/activity, and of Kaltura’s at /collect, and keeps them in SQLite.',
    )
    .addOption(flag('--host <address>', 'RIVULET_HOST', 'address to listen on').default('127.0.0.1'))
    .addOption(
      flag('--port <number>', 'RIVULET_PORT', 'port to listen on, 0 for any free one')
        .default(4000)
        .argParser(whole(0, 65535)),
    )
    .addOption(
      flag('--store <file>', 'RIVULET_STORE', 'where events are kept; :memory: keeps nothing').default(
        defaults.store,
      ),
    )
    .addOption(
      flag(
        '--origin <origins>',
        'RIVULET_ORIGIN',
        'origins that may read answers and send cookies (default: any, no cookies)',
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
        'serve the live page at /live: it shows visitors’ data to all who can reach it',
      )
        .preset('on')
        .default(defaults.live, 'off')
        .argParser(onOrOff),
    )
    .addOption(
      flag('--log-level <level>', 'RIVULET_LOG_LEVEL', 'how much to log')
        .default(defaults.logLevel)
        .choices(logLevels),
    )
    .addHelpText('after', help)
    .parse(argv)
  const { origin: origins = [], trustProxy = [], ...rest } = program.opts()
  return { ...rest, origins, trustProxy } as CommandLine
}

const help = `
Lists are separated by commas, or the flag is repeated.

Examples:
  rivulet-collector --live
  rivulet-collector --host 0.0.0.0 --store /var/lib/rivulet/events.db --origin https://shop.example
  curl 'http://127.0.0.1:4000/track/activity?d='$(date +%s)'&c=embed&a=view'`

const flag = (flags: string, variable: string, description: string) =>
  new Option(flags, description).env(variable)

const whole = (from: number, to: number) => (text: string) => {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= from && value <= to))
    throw new InvalidArgumentError(`It must be a whole number from ${from} to ${to}.`)
  return value
}

// In the environment a flag has to be able to say no.
function onOrOff(text: string): boolean {
  if (/^(on|true|1)$/i.test(text)) return true
  if (/^(off|false|0)?$/i.test(text)) return false
  throw new InvalidArgumentError('It must be on or off.')
}

const list =
  (check: (text: string) => string) =>
  (text: string, before: readonly string[] = []): string[] => [
    ...before,
    ...text.split(',').map((part) => check(part.trim())),
  ]

function origin(text: string): string {
  if (!URL.canParse(text) || new URL(text).origin !== text) {
    throw new InvalidArgumentError('It must be an origin as browsers write it, such as https://shop.example.')
  }
  return text
}

function address(text: string): string {
  const [ip = '', bits, ...rest] = text.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(ip) as 0 | 4 | 6]
  if (most < 0 || rest.length > 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most))) {
    throw new InvalidArgumentError('It must be an IP address or a range, such as 10.0.0.0/8.')
  }
  return text
}
