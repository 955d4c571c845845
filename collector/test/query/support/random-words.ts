import { ticksIn } from '../../../src/model/ticks.ts'
import type { FunctionName } from '../../../src/query/functions.ts'
import type { Literal, Type } from '../../../src/query/tree.ts'
import { hostileTexts } from './events.ts'

export const patterns = ['a', '^a', '\\d+', '(?i)home', '[é-ü]', 'a|b$', '\\p{L}', '^$', '.']

/** Small enough that sums of them are exact. */
export const literals: { readonly [Of in Type]: readonly (Literal & { readonly type: Of })['value'][] } = {
  string: hostileTexts,
  long: [0n, 1n, -7n, 42n, 2n ** 31n],
  real: [0, 1, -0.5, 3.5, 42, 1e6],
  bool: [true, false, null],
  datetime: [0n, 15_463_008_000_000_000n, -1n, null],
  timespan: [0n, 1n, -ticksIn.hour, 7n * ticksIn.day],
  dynamic: ['1', '"a"', '{"a":[1,{"b":"x"}]}', 'true', null],
}

export const equalities: readonly FunctionName[] = ['equal', 'notEqual', 'same']
export const orders: readonly FunctionName[] = ['less', 'lessOrEqual', 'greater', 'greaterOrEqual']
export const ofTexts: readonly FunctionName[] = [
  'contains',
  'containsIgnoringCase',
  'startsWith',
  'startsWithIgnoringCase',
  'endsWith',
  'endsWithIgnoringCase',
  'has',
  'equalIgnoringCase',
]
