import { createHash } from 'node:crypto'
import type { StoredEvent } from '../event.ts'
import type { Parameters } from './parameters.ts'

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

/**
 * What all parameters of an event are hashed to, whatever their order. A player begins to count its events anew in the
 * same session, after a pause, with the same entry and after an error, so that nothing less tells a repeat from the
 * next event. What is not counted at all, such as a click on a button, may well happen twice and be told alike.
 *
 * @param payload - all parameters by name
 */
export function digestOf(payload: Readonly<Record<string, unknown>>): string | undefined {
  if (!isGiven(payload, 'sessionId') || !isGiven(payload, 'eventIndex')) return undefined
  const sorted = Object.entries(payload).sort(([one], [other]) => (one < other ? -1 : 1))
  // 132 bits: nobody finds another event for one.
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 22)
}

/** Of repeated names the first counts; an empty one says nothing. */
const isGiven = (payload: Readonly<Record<string, unknown>>, name: string): boolean =>
  Object.hasOwn(payload, name) && [payload[name]].flat()[0] !== ''
