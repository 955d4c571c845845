import type { Command, Option } from 'commander'
import { collectMistakes } from './collect-mistakes.ts'
import { addFlags } from './flags.ts'
import { readFlags, type Settings } from './read-flags.ts'

export interface EraseCommand {
  readonly command: 'erase'
  readonly settings: Settings
  readonly visitor: string
}

const heeded = ['--store', '--host', '--port', '--key-file']

/** Adds the command `erase`. */
export function addErase(program: Command, asked: (command: EraseCommand) => void): Command {
  const erase = program
    .command('erase')
    .description('erases all that one visitor did, from the store or by asking the collector that has it')
    .argument('<visitor>', 'the id, as DeviceId in queries')
    .addHelpText('after', help)
    .action((visitor: string, _options, command: Command) => {
      if (visitor === '') command.error('error: the visitor’s id is empty')
      asked({ command: 'erase', settings: readFlags(command).settings, visitor })
    })
  // All are taken, as the collector's environment may be that of this command; few have a say.
  const others = addFlags(erase).options.filter(({ long }) => !heeded.includes(long ?? ''))
  for (const option of others) option.hidden = true
  collectMistakes(erase, others)
  return erase.configureOutput({
    outputError: (text, write) => {
      const [, id] = /unknown option '(-.*?)'/.exec(text) ?? []
      write(text + (id === undefined ? '' : `If it is the visitor’s id: rivulet-collector erase -- ${id}\n`))
    },
  })
}

/** An id may begin with `-`, and is no flag then: it is put where none is looked for. */
export function withIdLast(argv: readonly string[], options: readonly Option[]): readonly string[] {
  const takesValue = (name = '') => options.some(({ long, required }) => required && long === name)
  const at = argv.findIndex((each, index) => /^-[^-]./.test(each) && !takesValue(argv[index - 1]))
  return at < 0 || argv.includes('--') ? argv : [...argv.slice(0, at), ...argv.slice(at + 1), '--', argv[at]!]
}

const help = `
While a collector has the store it is asked, at --host and --port, with a key for all scopes: --key-file or RIVULET_KEY.

Example:
  rivulet-collector erase --store /var/lib/rivulet/events.db V1StGXR8_Z5jdHi6B-myT`
