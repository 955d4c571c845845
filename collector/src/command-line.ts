import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type CollectorOptions, defaults, logLevels } from './collector-options.ts'
import { checkKeys, type Key, keysInFile, keysInList } from './keys.ts'

export interface CommandLine extends CollectorOptions {
  readonly host: string
  readonly port: number
}

/** What the flags say, as their own names have it. */
interface Flags extends Omit<CommandLine, 'origins' | 'trustProxy' | 'keys'> {
  readonly origin?: readonly string[]
  readonly trustProxy?: readonly string[]
  readonly keyFile?: readonly Key[]
}

/** Reads flags and environment; a flag wins. Prints and exits on `--help` and on what it cannot read. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const program = new Command('rivulet-collector')
    .description(
      'Receives events of Rivet’s Tracking API at /track/activity, of Kaltura’s at /collect and of Profile Store’s at /api/v1.0, and keeps them in SQLite.',
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
        'serve the live page at /live: it shows visitors’ data to all who can reach it',
      )
        .preset('on')
        .default(defaults.live, 'off')
        .argParser(onOrOff),
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
      flag('--purge <hours>', 'RIVULET_PURGE', 'hours that deleted events wait to be erased')
        .default(defaults.purge)
        .argParser(whole(1, 168)),
    )
    .addOption(
      flag('--log-level <level>', 'RIVULET_LOG_LEVEL', 'how much to log')
        .default(defaults.logLevel)
        .choices(logLevels),
    )
    .addHelpText('after', help)
    .parse(argv)
  const { origin: origins = [], trustProxy = [], keyFile: keysOfFile = [], ...rest } = program.opts<Flags>()
  // Not a flag: a command line is there to be read by everybody on the machine.
  const listed = keysInList(process.env.RIVULET_KEY ?? '')
  const problem = problemOf(listed)
  if (problem !== undefined) program.error(`error: RIVULET_KEY cannot be used: ${problem}`)
  return { ...rest, origins, trustProxy, keys: [...listed, ...keysOfFile] }
}

const help = `
Lists are separated by commas, or the flag is repeated. Keys for all scopes may also be in RIVULET_KEY.

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

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new InvalidArgumentError(`It cannot be read: ${(error as Error).message}.`)
  }
}

function readable(file: string): string {
  contentOf(file)
  return file
}

function keyFile(file: string): Key[] {
  const keys = keysInFile(contentOf(file))
  const problem = problemOf(keys)
  if (problem !== undefined) throw new InvalidArgumentError(`It cannot be used: ${problem}.`)
  return keys
}

function problemOf(keys: readonly Key[]): string | undefined {
  try {
    checkKeys(keys)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

function path(text: string): string {
  // So that it is none of the collector's own.
  if (!/^(\/[\w.~-]+)+\.js$/.test(text)) {
    throw new InvalidArgumentError(
      'It must be a path of plain names to a .js, such as /assets/rivulet.min.js.',
    )
  }
  return text
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
