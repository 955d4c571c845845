import { statSync } from 'node:fs'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import type { ExportEventsOptions } from '../export-events.ts'
import { readVersion } from '../version.ts'
import { cleanVariables } from './clean-variables.ts'
import { collectMistakes, type Mistake } from './collect-mistakes.ts'
import { addConform, type ConformCommand } from './conform-command.ts'
import { addErase, type EraseCommand, withIdLast } from './erase-command.ts'
import { addExport } from './export-flags.ts'
import { addFlags } from './flags.ts'
import { readFlags, type Settings } from './read-flags.ts'
import { addRelayCommands, type RelayCommand } from './relay-commands.ts'
import { addStoreCommands, type StoreCommand } from './store-commands.ts'
import type { UnknownVariable } from './unknown-variables.ts'
import { withScheme } from './with-scheme.ts'

/** What the command is asked for. */
export type CommandLine =
  | { readonly command: 'serve'; readonly settings: Settings; readonly unknown: readonly UnknownVariable[] }
  | {
      readonly command: 'doctor'
      readonly settings: Settings
      readonly keyFiles: readonly string[]
      readonly unknown: readonly UnknownVariable[]
      /** What a collector would not start with. */
      readonly mistakes: readonly Mistake[]
      /** A page to look at; absent: the configuration and this machine. */
      readonly page: string | undefined
      readonly collector: string | undefined
      readonly isStoring: boolean
      readonly isJson: boolean
    }
  | { readonly command: 'export'; readonly options: ExportEventsOptions }
  | StoreCommand
  | RelayCommand
  | ConformCommand
  | EraseCommand

/** Reads flags and environment; a flag wins. Prints and exits on `--help`, `--version` and on what it cannot read. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  let asked: CommandLine | undefined
  const program = new Command('rivulet-collector')
    .description(
      'Receives events of Rivet’s Tracking API at /track/activity, of Kaltura’s at /collect and of Profile Store’s at /api/v1.0, and keeps them in SQLite.',
    )
    .addOption(new Option('--version', 'print the version'))
    .on('option:version', () => {
      // Read when it is asked for: a collector that is bundled has no package around it.
      process.stdout.write(`${readVersion()}\n`)
      process.exit(0)
    })
    .enablePositionalOptions()
    .allowExcessArguments()
    .action((_options, command: Command) => {
      const [unknown] = command.args
      if (unknown !== undefined) {
        const known = command.commands.map((each) => each.name()).join(', ')
        command.error(
          `error: unknown command '${unknown}'\nThere are ${known}; without one the collector starts.`,
        )
      }
      const { settings, unknown: unread } = readFlags(command)
      asked = { command: 'serve', settings, unknown: unread }
    })
  addFlags(program).addHelpText('after', help)

  const doctor = program
    .command('doctor')
    .description(
      'says what to mend: of a page that sends events, or else of this collector’s configuration and machine',
    )
    .addArgument(
      new Argument(
        '[page]',
        'address of a page: it is opened, and all that its events need is looked at',
      ).argParser(page),
    )
    .addOption(new Option('--json', 'print JSON, for programs'))
    .addOption(new Option('--event', 'store a test event, doctor/check; without, nothing is stored'))
    .addOption(
      new Option(
        '--collector <address>',
        'where events go, if the HTML of the page does not say so',
      ).argParser((text) => (/^[^/]+:\d+(\/|$)/.test(text) ? withScheme(text) : text)),
    )
    .action((address: string | undefined, _options, command: Command) => {
      const { json, event, collector } = command.opts<DoctorFlags>()
      asked = {
        command: 'doctor',
        ...readFlags(command, (variable, reason) =>
          ofKeys.push({ name: `${variable} is set`, reason: `Its ${reason}.` }),
        ),
        mistakes: [...mistakes, ...ofKeys],
        page: address,
        collector,
        isStoring: event === true,
        isJson: json === true,
      }
    })
  const mistakes = collectMistakes(addFlags(doctor))
  const ofKeys: Mistake[] = []

  const erase = addErase(program, (command) => {
    asked = command
  })

  addExport(program, (options) => {
    asked = { command: 'export', options }
  })

  addConform(program, (command) => {
    asked = command
  })

  addRelayCommands(program, (command) => {
    asked = command
  })

  addStoreCommands(program, (command) => {
    asked = command
  })

  const [quoted] = cleanVariables()
  if (quoted !== undefined)
    program.error(`error: ${quoted} is in quotes, which would be part of it: take them away`)
  // Variables that a command does not read are none of its business: a backup of the night is made, whatever RIVULET_KEEP is.
  if (program.commands.some((each) => each.name() === argv[2])) collectMistakes(program)
  program.parse(argv.includes('erase') ? withIdLast(argv, erase.options) : argv)
  // Each command has an action.
  return asked!
}

interface DoctorFlags {
  readonly json?: true
  readonly event?: true
  readonly collector?: string
}

const isFile = (text: string): boolean =>
  /^(\.{0,2}\/|~|file:)/i.test(text) || /^[^/:]+\.html?$/i.test(text) || isThere(text)

function isThere(file: string): boolean {
  try {
    return statSync(file).isFile()
  } catch {
    // Not there; or this user may not look into the folder, such as root's own.
    return false
  }
}

function page(text: string): string {
  if (isFile(text)) {
    throw new InvalidArgumentError(
      'Name an address, not a file: where a browser opens it, such as http://127.0.0.1:5173.',
    )
  }
  const address = withScheme(text)
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new InvalidArgumentError('It must be the address of a page, such as https://shop.example.')
  }
  return address
}

const help = `
Lists are separated by commas, or the flag is repeated. Keys for all scopes may also be in
RIVULET_KEY, those of the live page in RIVULET_LIVE_KEY.

Examples:
  rivulet-collector --live
  rivulet-collector --host 0.0.0.0 --store /var/lib/rivulet/events.db --origin https://shop.example
  curl 'http://127.0.0.1:4000/track/activity?d='$(date +%s)'&c=embed&a=view'
  rivulet-collector doctor https://shop.example
  rivulet-collector export --from 2026-11-26 --to 2026-11-27 --output day.parquet
  rivulet-collector backup events-backup.db`
