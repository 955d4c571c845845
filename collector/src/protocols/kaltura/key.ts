import type { StoredEvent } from '../../model/event.ts'
import type { Parameters } from './query-parameters.ts'

/** What this project's own wire adds to Kaltura's parameters, in batches alone: Rivet's `k` and `n` by names that nobody has. */
export const ownKeyNames: readonly string[] = ['rv-k', 'rv-n']

const isSender = /^[\w-]{1,64}$/
const isSequence = /^[1-9]\d{0,8}$/

/** The key that the SDK has given an event, its sender and a number; nothing where one is not there, or is no such thing. */
export function ownKeyOf(parameters: Parameters): Pick<StoredEvent, 'sender' | 'sequence'> | undefined {
  const [sender, sequence, ...others] = ownKeyNames.flatMap((name) => parameters.get(name) ?? [''])
  if (others.length > 0 || !isSender.test(sender!) || !isSequence.test(sequence!)) return undefined
  return { sender: sender!, sequence: Number(sequence) }
}
