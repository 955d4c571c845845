import type { Command } from 'commander'
import { type Key, keysInList } from '../keys.ts'
import type { CollectorOptions } from '../options.ts'
import { type KeyFile, problemOf } from './flag-values.ts'
import { type UnknownVariable, unknownVariables } from './unknown-variables.ts'

/** All that flags and environment say of a collector. */
export interface Settings extends CollectorOptions {
  readonly host: string
  readonly port: number
}

/** What the flags say, as their own names have it. */
interface Flags
  extends Omit<
    Settings,
    | 'origins'
    | 'trustProxy'
    | 'ignoreAddresses'
    | 'keys'
    | 'liveKeys'
    | 'metricsKeys'
    | 'publicUrls'
    | 'storePassword'
  > {
  readonly origin?: readonly string[]
  readonly trustProxy?: readonly string[]
  readonly ignoreAddress?: readonly string[]
  readonly keyFile?: KeyFile
  readonly liveKeyFile?: KeyFile
  readonly metricsKeyFile?: KeyFile
  readonly publicUrl?: readonly string[]
}

/** No flag: a command line is there to be read by everybody on the machine. */
export const storePassword = (): string => process.env.RIVULET_STORE_PASSWORD ?? ''

/**
 * @param refuse - hears of keys that cannot be used. Default: the command ends
 * @returns what the flags and the environment say, which files keys were read from, and what was written wrong
 */
export function readFlags(
  command: Command,
  refuse: (variable: string, problem: string) => void = (variable, problem) =>
    command.error(`error: ${variable} cannot be used: ${problem}`),
): {
  readonly settings: Settings
  readonly keyFiles: readonly string[]
  readonly unknown: readonly UnknownVariable[]
} {
  const {
    origin: origins = [],
    trustProxy = [],
    ignoreAddress: ignoreAddresses = [],
    publicUrl: publicUrls = [],
    keyFile: ofFile = { file: undefined, keys: [] },
    liveKeyFile: liveOfFile = { file: undefined, keys: [] },
    metricsKeyFile: metricsOfFile = { file: undefined, keys: [] },
    ...rest
  } = command.opts<Flags>()
  // Not flags: a command line is there to be read by everybody on the machine.
  const keysIn = (variable: string): Key[] => {
    const keys = keysInList(process.env[variable] ?? '')
    const problem = problemOf(keys)
    if (problem === undefined) return keys
    refuse(variable, problem)
    return []
  }
  const keys = [...keysIn('RIVULET_KEY'), ...ofFile.keys]
  const textsOf = (found: readonly Key[]) => found.map(({ key }) => key)
  return {
    settings: {
      ...rest,
      origins,
      trustProxy,
      ignoreAddresses,
      publicUrls,
      storePassword: storePassword(),
      keys,
      liveKeys: textsOf([...keysIn('RIVULET_LIVE_KEY'), ...liveOfFile.keys]),
      metricsKeys: textsOf([...keysIn('RIVULET_METRICS_KEY'), ...metricsOfFile.keys]),
    },
    keyFiles: [ofFile, liveOfFile, metricsOfFile]
      .map(({ file }) => file)
      .filter((file) => file !== undefined),
    unknown: unknownVariables(command, rest.relay),
  }
}
