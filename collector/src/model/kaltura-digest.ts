import { createHash } from 'node:crypto'

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
