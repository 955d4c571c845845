import type { Write } from '../../../query/sql/dialect.ts'
import { type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Call } from '../../../query/tree.ts'
import { number } from './dynamics.ts'
import { letting } from './let.ts'
import { wholeOf } from './reals.ts'

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

/** NaN is what the others are not: it counts only where there is nothing else. */
const furthest =
  (name: 'greatest' | 'least'): WriteCall =>
  ({ type, arguments: all }, write) => {
    const list = joined(
      all.map((one) => (type === 'real' ? sql`toFloat64(${write(one)})` : write(one))),
      ', ',
    )
    if (type !== 'real') return sql`${{ texts: [name], parts: [] }}(${list})`
    const most = name === 'greatest' ? sql`arrayMax` : sql`arrayMin`
    return letting(
      sql`arrayMap(real -> assumeNotNull(real), arrayFilter(real -> isNotNull(real), [${list}]))`,
      (there) =>
        letting(
          sql`arrayFilter(real -> NOT isNaN(real), ${there})`,
          (ordered) => sql`multiIf(notEmpty(${ordered}), ${most}(${ordered}), notEmpty(${there}), nan, NULL)`,
        ),
    )
  }

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
