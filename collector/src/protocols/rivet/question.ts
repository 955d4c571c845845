import type { EventKey } from '../../store/store.ts'
import type { Rejection } from '../rejection.ts'
import { wholeNumber } from '../whole-number.ts'
import { checkLength } from './check.ts'
import { placeOf, type RivetFields } from './parse.ts'

/** What only an event says of itself: all else may be shared with the lines around. */
const own = (['d', 'c', 'a', 'l1', 'v1', 'l2', 'v2', 't', 'x', 'q'] as const).map(placeOf)

const [sender, number] = [placeOf('k'), placeOf('n')]

/**
 * Reads the question of a line, such as `k=f3Ka9x&n=17`: an event's key and nothing of the event. Undefined when the
 * line asks nothing.
 */
export function rivetQuestion(fields: RivetFields): EventKey | Rejection | undefined {
  const { [sender]: k, [number]: n } = fields
  if (!k || n === undefined || own.some((place) => fields[place] !== undefined)) return undefined
  const sequence = wholeNumber(n)
  if (!Number.isSafeInteger(sequence) || sequence === 0) return undefined
  return checkLength('k', k) ?? { sender: k, sequence }
}
