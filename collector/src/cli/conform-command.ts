import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import { type ConformOptions, deliveries } from '../conform/conform.ts'
import type { KeyFile } from './flag-values.ts'
import { keyFile, origin } from './flag-values.ts'

/** What the command `conform` is asked for. */
export interface ConformCommand {
  readonly command: 'conform'
  readonly options: ConformOptions
  readonly isJson: boolean
}

interface Flags extends Omit<ConformOptions, 'url' | 'key'> {
  readonly keyFile?: KeyFile
  readonly json?: true
}

/** Adds the command `conform`. */
export function addConform(program: Command, asked: (command: ConformCommand) => void): void {
  program
    .command('conform')
    .description('says which promises a collector keeps, whosever it is, and how the SDK would send to it')
    .addArgument(new Argument('<url>', 'where events are sent; it is sent some 150').argParser(address))
    .addOption(
      new Option('--wire <name>', 'what is spoken there')
        .default('rivet')
        .choices(['rivet', 'kaltura', 'profile-store']),
    )
    .addOption(
      new Option('--delivery <name>', 'what has to be kept').default('acknowledged').choices(deliveries),
    )
    .addOption(
      new Option('--origin <origin>', 'of the page that is played')
        .default('https://conform.example')
        .argParser(origin),
    )
    .addOption(new Option('--key-file <file>', 'a key to write with, or RIVULET_KEY').argParser(keyFile))
    .addOption(new Option('--json', 'print JSON, for programs'))
    .action((url: string, { json, keyFile: file, ...options }: Flags) => {
      const key = file?.keys[0]?.key ?? (process.env.RIVULET_KEY || undefined)
      asked({ command: 'conform', options: { ...options, url, key }, isJson: json === true })
    })
}

function address(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('It must be an address, such as http://127.0.0.1:4000/track/activity.')
  return text
}
