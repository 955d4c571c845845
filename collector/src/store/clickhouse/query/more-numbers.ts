import type { Write } from '../../../query/sql/dialect.ts'
import { type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Call } from '../../../query/tree.ts'
import { number } from './dynamics.ts'
import { letting } from './let.ts'
import { wholeOf } from './reals.ts'
import { refused } from './refused.ts'

type WriteCall = (call: Call, write: Write) => Fragment

/** What the engine calls otherwise, or answers to otherwise; the others are called alike. */
const functions: Readonly<Record<string, (value: Fragment) => Fragment>> = {
  cot: (value) => sql`(1 / tan(${value}))`,
  log: (value) => sql`if(${value} < 0, NULL, log(${value}))`,
  log10: (value) => sql`if(${value} < 0, NULL, log10(${value}))`,
  log2: (value) => sql`if(${value} < 0, NULL, log2(${value}))`,
  sqrt: (value) => sql`if(${value} < 0, NULL, sqrt(${value}))`,
  sign: (value) => sql`if(isNaN(${value}), ${value}, toFloat64(sign(${value})))`,
}

/** Reals have a NaN, which the engine puts elsewhere. */
const furthest =
  (name: 'greatest' | 'least'): WriteCall =>
  (call, write) =>
    call.arguments.some(({ type }) => type === 'real' || type === 'dynamic')
      ? refused([name])[name]()
      : sql`${{ texts: [name], parts: [] }}(${joined(call.arguments.map(write), ', ')})`

export const moreNumbers = {
  absolute: ({ type, arguments: [value] }, write) =>
    type === 'real'
      ? sql`abs(toFloat64(${number(value!, write)}))`
      : wholeOf(sql`abs(toInt128(${number(value!, write)}))`),
  ceiling: ({ arguments: [value] }, write) => sql`ceil(toFloat64(${number(value!, write)}))`,
  math({ arguments: [name, ...values] }, write) {
    const word = name?.kind === 'literal' ? String(name.value) : ''
    const reals = values.map((value) => sql`toFloat64(${number(value, write)})`)
    const own = functions[word]
    if (own !== undefined) return letting(reals[0]!, own)
    return sql`${{ texts: [word], parts: [] }}(${joined(reals, ', ')})`
  },
  greatest: furthest('greatest'),
  least: furthest('least'),
} satisfies Record<string, WriteCall>
