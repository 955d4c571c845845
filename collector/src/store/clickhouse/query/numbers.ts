import { ticksRange } from '../../../model/ticks.ts'
import type { Write } from '../../../query/sql/dialect.ts'
import { bound, type Fragment, sql } from '../../../query/sql/fragment.ts'
import type { Call } from '../../../query/tree.ts'
import { number } from './dynamics.ts'
import { letting } from './let.ts'
import { wholeOf } from './reals.ts'
import { keptTime } from './times.ts'

type WriteCall = (call: Call, write: Write) => Fragment

/** Whether all are whole numbers: then they are computed in 128 bits, and what leaves 64 is null. */
const areWhole = ({ arguments: operands }: Call): boolean =>
  operands.every(({ type }) => type === 'long' || type === 'datetime' || type === 'timespan')

/** What leaves the type is null; reals lose their decimals where a whole number is asked for. */
const kept = ({ type }: Call, value: Fragment, isWhole: boolean): Fragment => {
  if (type === 'real') return sql`toFloat64(${value})`
  const whole = isWhole ? value : sql`trunc(${value})`
  return type === 'datetime' ? keptTime(whole) : wholeOf(whole)
}

const ofTwo =
  (combine: (one: Fragment, other: Fragment) => Fragment): WriteCall =>
  (call, write) => {
    const isWhole = areWhole(call) && call.type !== 'real'
    const [one, other] = call.arguments.map((argument) => {
      const value = number(argument, write)
      return isWhole ? sql`toInt128(${value})` : sql`toFloat64(${value})`
    })
    return kept(call, combine(one!, other!), isWhole)
  }

/** Times are binned from year 1 on, as Kusto does: a week begins on Monday. */
const origin = ({ type }: Call): Fragment => bound(type === 'datetime' ? ticksRange.first : 0n)

/** Halves away from zero. */
const roundReal = (value: Fragment, digits: Fragment): Fragment =>
  letting(value, (real) =>
    letting(sql`exp10(abs(${digits}))`, (size) =>
      letting(sql`if(${digits} < 0, ${real} / ${size}, ${real} * ${size})`, (scaled) =>
        letting(
          sql`(sign(${scaled}) * floor(abs(${scaled}) + 0.5))`,
          (rounded) =>
            sql`multiIf(${real} IS NULL, NULL, NOT isFinite(${scaled}), ${real}, ${digits} < 0, ${rounded} * ${size}, ${rounded} / ${size})`,
        ),
      ),
    ),
  )

const roundWhole = (value: Fragment, digits: Fragment): Fragment =>
  letting(sql`toInt128(${value})`, (whole) =>
    letting(
      sql`toInt128(exp10(least(-${digits}, 18)))`,
      (size) =>
        sql`if(${digits} >= 0, toInt64(${whole}), ${wholeOf(
          sql`(intDiv(${whole} + sign(${whole}) * intDiv(${size}, 2), ${size}) * ${size})`,
        )})`,
    ),
  )

export const numbers = {
  add: ofTwo((one, other) => sql`(${one} + ${other})`),
  subtract: ofTwo((one, other) => sql`(${one} - ${other})`),
  multiply: ofTwo((one, other) => sql`(${one} * ${other})`),
  divide(call, write) {
    if (!areWhole(call) || call.type === 'real')
      return ofTwo((one, other) => sql`(${one} / ${other})`)(call, write)
    return ofTwo((one, other) => sql`intDivOrNull(${one}, ${other})`)(call, write)
  },
  modulo(call, write) {
    if (call.type === 'real') {
      return ofTwo((one, other) =>
        letting(other, (by) =>
          letting(sql`(${one} % ${by})`, (left) => sql`if(${left} < 0, ${left} + abs(${by}), ${left})`),
        ),
      )(call, write)
    }
    return ofTwo((one, other) =>
      letting(sql`toInt128(abs(${other}))`, (by) =>
        letting(sql`moduloOrNull(${one}, ${by})`, (left) => sql`if(${left} < 0, ${left} + ${by}, ${left})`),
      ),
    )(call, write)
  },
  negate: (call, write) => {
    const isWhole = call.type !== 'real'
    const value = number(call.arguments[0]!, write)
    return kept(call, isWhole ? sql`(-toInt128(${value}))` : sql`(-${value})`, isWhole)
  },
  round({ type, arguments: [value, digits] }, write) {
    const written = number(value!, write)
    return type === 'long' && value!.type !== 'real'
      ? roundWhole(written, write(digits!))
      : roundReal(sql`toFloat64(${written})`, write(digits!))
  },
  isNan: ({ arguments: [value] }, write) => sql`ifNull(isNaN(${number(value!, write)}), 0)`,
  isInfinite: ({ arguments: [value] }, write) =>
    sql`ifNull(isInfinite(toFloat64(${number(value!, write)})), 0)`,
  bin(call, write) {
    const [value, step, from] = call.arguments
    const start = from ? sql`toInt128(${number(from, write)})` : origin(call)
    if (call.type === 'real') {
      return letting(
        sql`toFloat64(${number(step!, write)})`,
        (by) => sql`if(${by} <= 0, NULL, floor(toFloat64(${number(value!, write)}) / ${by}) * ${by})`,
      )
    }
    return letting(number(value!, write), (whole) =>
      letting(number(step!, write), (by) => {
        // A step that is none would stop the whole question where it is divided by.
        const left = sql`positiveModulo(toInt128(${whole}) - ${start}, if(${by} > 0, toInt128(${by}), 1))`
        return sql`if(${by} > 0, ${wholeOf(sql`(toInt128(${whole}) - ${left})`)}, NULL)`
      }),
    )
  },
} satisfies Record<string, WriteCall>
