import type { EventKey } from '../../store/store.ts'
import type { Rejection } from '../rejection.ts'
import { checkLength } from './check.ts'
import type { RivetFields } from './parse.ts'

/**
 * Reads the question of a line, such as `k=f3Ka9x&n=17`: an event's key and nothing of the event. Undefined when the
 * line asks nothing.
 */
export function rivetQuestion({ d, c, a, k, n }: RivetFields): EventKey | Rejection | undefined {
  if (d !== undefined || c !== undefined || a !== undefined || !k || n === undefined) return undefined
  const sequence = /^\d+$/.test(n) ? Number(n) : 0
  if (!Number.isSafeInteger(sequence) || sequence === 0) return undefined
  return checkLength('k', k) ?? { sender: k, sequence }
}
