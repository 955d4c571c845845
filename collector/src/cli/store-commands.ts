import { type Command, Option } from 'commander'
import type { CopyOptions } from '../copy-store.ts'
import { storeFlag } from './flags.ts'
import { storePassword } from './read-flags.ts'

/** What is asked for of a store as a whole. */
export type StoreCommand =
  | { readonly command: 'backup'; readonly store: string; readonly file: string }
  | {
      readonly command: 'restore'
      readonly store: string
      readonly file: string
      readonly isReplacing: boolean
    }
  | ({ readonly command: 'copy' } & CopyOptions)
  | { readonly command: 'migrate'; readonly store: string; readonly storePassword: string }

interface StoreFlag {
  readonly store: string
}

/** Adds the commands `backup`, `restore`, `copy` and `migrate`. */
export function addStoreCommands(program: Command, asked: (command: StoreCommand) => void): void {
  program
    .command('backup')
    .description('copies the store as it is now into a file, also while a collector writes to it')
    .argument('<file>', 'is there once it is whole; one that is there is replaced')
    .addOption(storeFlag())
    .action((file: string, { store }: StoreFlag) => asked({ command: 'backup', store, file }))

  program
    .command('restore')
    .description('makes a backup the store, while no collector has it')
    .argument('<file>', 'what `backup` has written')
    .addOption(storeFlag())
    .addOption(new Option('--replace', 'do so even if the store holds events: they are lost'))
    .action((file: string, { store, replace }: StoreFlag & { readonly replace?: true }) =>
      asked({ command: 'restore', store, file, isReplacing: replace === true }),
    )

  program
    .command('copy')
    .description(
      'copies a store that is a file to a cluster, also while a collector has it; again, from where it ended',
    )
    .addOption(storeFlag())
    .addOption(
      new Option(
        '--to <cluster>',
        'clickhouse://user@host:port,host:port/database?cluster=name',
      ).makeOptionMandatory(),
    )
    .action(({ store, to }: StoreFlag & { readonly to: string }) =>
      asked({ command: 'copy', store, to, storePassword: storePassword() }),
    )

  program
    .command('migrate')
    .description('makes the schema of a store that is a cluster, or brings it up to date')
    .addOption(storeFlag())
    .action(({ store }: StoreFlag) => asked({ command: 'migrate', store, storePassword: storePassword() }))
}
