import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { distance } from '../distance.ts'

/** A variable that looks like one of the collector's, and is none: nobody reads it. */
export interface UnknownVariable {
  readonly name: string
  /** The one that may be meant. */
  readonly meant: string | undefined
}

/** What is read from the environment alone: a command line is there to be read by everybody on the machine. */
const secrets = ['RIVULET_KEY', 'RIVULET_LIVE_KEY', 'RIVULET_METRICS_KEY', 'RIVULET_STORE_PASSWORD']

/** @param relay - the file of the relay, which names variables of its own */
export function unknownVariables(
  { options }: Pick<Command, 'options'>,
  relay: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): readonly UnknownVariable[] {
  const known = [...options.flatMap(({ envVar }) => envVar ?? []), ...secrets]
  const named = relay === undefined ? '' : readFileSync(relay, 'utf8')
  return Object.keys(environment)
    .filter((name) => name.startsWith('RIVULET_') && !known.includes(name) && !named.includes(name))
    .map((name) => ({ name, meant: nearest(name, known) }))
}

/** Of a third of its letters, two at most, may be others. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const far = (each: string) => distance(name, each)
  const [best] = known.toSorted((one, other) => far(one) - far(other))
  const letters = (best?.length ?? 0) - 'RIVULET_'.length
  return best !== undefined && far(best) <= Math.min(2, letters / 3) ? best : undefined
}
