import { type Command, InvalidArgumentError, Option } from 'commander'
import type { DeadLetterOptions } from '../dead-letters.ts'
import { storeFlag } from './flags.ts'
import { storePassword } from './read-flags.ts'

/** What the relay's commands are asked for. */
export type RelayCommand =
  | {
      readonly command: 'dead-letters'
      readonly options: DeadLetterOptions
      readonly output: string | undefined
    }
  | { readonly command: 'replay'; readonly options: DeadLetterOptions }

interface Flags {
  readonly store: string
  readonly target?: string
  readonly output?: string
}

const targetFlag = () => new Option('--target <name>', 'of this target alone (default: of all)')

/** Adds the commands `dead-letters` and `replay`. */
export function addRelayCommands(program: Command, asked: (command: RelayCommand) => void): void {
  program
    .command('dead-letters')
    .description('writes events that a target of the relay has refused for good, with its reasons')
    .addOption(storeFlag())
    .addOption(targetFlag())
    .addOption(new Option('--output <file>', 'where (default: standard output)'))
    .action(({ output, ...options }: Flags) =>
      asked({ command: 'dead-letters', options: { ...options, storePassword: storePassword() }, output }),
    )

  program
    .command('replay')
    .description('has refused events sent again by the collector that has the store')
    .argument('[ids...]', 'these alone, by the Id that `dead-letters` writes', ids)
    .addOption(storeFlag())
    .addOption(targetFlag())
    .action((events: readonly string[], flags: Flags) => {
      const options = { ...flags, storePassword: storePassword() }
      asked({ command: 'replay', options: events.length > 0 ? { ...options, events } : options })
    })
}

function ids(text: string, before: readonly string[] = []): readonly string[] {
  if (!/^\d{1,39}$/.test(text)) throw new InvalidArgumentError('It must be the Id of an event.')
  return [...before, text]
}
