import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileOf } from '../open-store.ts'
import type { CollectorOptions } from '../options.ts'
import { isClickhouse } from '../store/clickhouse/address.ts'
import { inspectSqlite } from '../store/sqlite/inspect.ts'
import { lookThrough } from '../store/sqlite/look-through.ts'
import { type Finding, findingsOf } from './finding.ts'
import { checkAccess } from './setup/check-access.ts'
import { checkCluster } from './setup/check-cluster.ts'
import { checkGeoFile } from './setup/check-geo-file.ts'
import { checkKeyFiles } from './setup/check-key-files.ts'
import { checkMachine } from './setup/check-machine.ts'
import { checkPort } from './setup/check-port.ts'
import { checkRelayFile } from './setup/check-relay-file.ts'
import { checkScriptFile } from './setup/check-script-file.ts'
import { checkStore } from './setup/check-store.ts'
import { checkVariables } from './setup/check-variables.ts'

/** What a collector would be started with. */
export interface Setup extends CollectorOptions {
  readonly host: string
  readonly port: number
  /** Files that keys were read from. */
  readonly keyFiles: readonly string[]
  /** Variables that look like the collector's and are none, with the one that may be meant. */
  readonly unknown?: readonly { readonly name: string; readonly meant: string | undefined }[]
  /** Milliseconds in which the store is looked through. Default: 20,000. */
  readonly patience?: number
  /** Of this collector. */
  readonly version?: string
}

const version = findingsOf('version')

/** Looks at the configuration and at the machine it is for, and changes neither. */
export async function examineSetup(setup: Setup): Promise<readonly Finding[]> {
  const file = fileOf(setup.store)
  const state = file === undefined ? undefined : inspectSqlite(file)
  const { patience = 20_000 } = setup
  const condition =
    file !== undefined && state?.kind === 'store' ? await lookThrough(file, patience) : undefined
  // What was ended has left a log behind, which goes with whoever opens the store next.
  if (file !== undefined && condition === 'not known') inspectSqlite(file)
  const { bavail, bsize, blocks } = await statfs(existing(file))
  return [
    ...(setup.version === undefined
      ? []
      : [version.ok(`this is ${setup.version}, with Node ${process.versions.node}.`)]),
    ...(isClickhouse(setup.store) ? await checkCluster(setup) : checkStore(setup.store, state, condition)),
    ...checkMachine({
      newest: state?.kind === 'store' ? state.newest : undefined,
      now: Date.now(),
      free: bavail * bsize,
      size: blocks * bsize,
      node: process.versions.node,
    }),
    ...(await checkPort(setup, state?.kind === 'store' && state.isOpen)),
    ...checkAccess(setup),
    ...checkKeyFiles(setup.keyFiles),
    ...checkVariables(setup.unknown ?? []),
    ...(setup.geo === undefined ? [] : await checkGeoFile(setup.geo)),
    ...(setup.relay === undefined ? [] : checkRelayFile(setup.relay)),
    ...(setup.script === undefined ? [] : await checkScriptFile(setup.script)),
  ]
}

/** The folder where the store is or will be, as far as there is one, and this process may look into those above. */
function existing(store = join(tmpdir(), 'events.db')): string {
  const folder = dirname(resolve(store))
  return existsSync(folder) ? folder : existing(folder)
}
