import { ticksIn, ticksRange } from '../../../model/ticks.ts'
import type { Write } from '../../../query/sql/dialect.ts'
import { bound, type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Call, Expression } from '../../../query/tree.ts'
import { number } from './dynamics.ts'
import { mayBeNan } from './reals.ts'

type WriteCall = (call: Call, write: Write) => Fragment

/** SQLite goes on in floating point where whole numbers overflow; what leaves the type is null. */
const kept = ({ type }: Call, value: Fragment): Fragment => {
  switch (type) {
    case 'datetime':
      return sql`kept_time(${value})`
    case 'real':
      return value
    default:
      return sql`kept_whole(${value})`
  }
}

/** @param ofReals - the function that does where one may be NaN */
const ofTwo =
  (combine: (one: Fragment, other: Fragment) => Fragment, ofReals: Fragment): WriteCall =>
  (call, write) => {
    const [one, other] = call.arguments.map((argument) => number(argument, write))
    const isReal = call.arguments.some(mayBeNan)
    return kept(call, isReal ? sql`${ofReals}(${one!}, ${other!})` : combine(one!, other!))
  }

const difference = ofTwo((one, other) => sql`(${one} - ${other})`, sql`real_subtract`)

const calling =
  (name: Fragment): WriteCall =>
  ({ arguments: all }, write) =>
    sql`${name}(${joined(all.map(write), ', ')})`

const furthest =
  (name: Fragment, ofTexts: Fragment): WriteCall =>
  ({ type, arguments: all }, write) =>
    sql`${type === 'string' ? ofTexts : name}(${joined(all.map(write), ', ')})`

/** Times are binned from year 1 on, as Kusto does: a week begins on Monday. */
const origin = ({ type }: Call): Fragment => bound(type === 'datetime' ? ticksRange.first : 0n)

const day = bound(ticksIn.day)

export const numbers = {
  add: ofTwo((one, other) => sql`(${one} + ${other})`, sql`real_add`),
  subtract: (call, write) =>
    // Between year 1 and 9999 no span is too long.
    call.arguments.every(({ type }) => type === 'datetime')
      ? sql`(${write(call.arguments[0]!)} - ${write(call.arguments[1]!)})`
      : difference(call, write),
  multiply: ofTwo((one, other) => sql`(${one} * ${other})`, sql`real_multiply`),
  divide(call, write) {
    const [one, other] = call.arguments.map((argument) => number(argument, write))
    if (mayBeNan(call) || call.arguments.some(mayBeNan)) {
      return kept(call, sql`real_divide(${one!}, ${other!})`)
    }
    return call.type === 'real'
      ? sql`(CAST(${one!} AS REAL) / ${other!})`
      : kept(call, sql`(${one!} / ${other!})`)
  },
  modulo(call, write) {
    const [one, other] = call.arguments.map((argument) => number(argument, write))
    return call.type === 'real' ? sql`real_modulo(${one!}, ${other!})` : sql`remainder(${one!}, ${other!})`
  },
  negate(call, write) {
    const [value] = call.arguments
    const written = number(value!, write)
    return kept(call, mayBeNan(value!) ? sql`real_multiply(-1, ${written})` : sql`(-${written})`)
  },

  round: ({ arguments: [value, digits] }, write) =>
    sql`round_to(${number(value!, write)}, ${write(digits!)})`,
  isNan: ({ arguments: [value] }, write) =>
    mayBeNan(value!) ? sql`coalesce(${write(value!)} = 'NaN', 0)` : sql`(1 = 0)`,
  isInfinite: ({ arguments: [value] }, write) => sql`coalesce(abs(${number(value!, write)}) = 9e999, 0)`,

  absolute: (call, write) => kept(call, sql`absolute_of(${number(call.arguments[0]!, write)})`),
  ceiling: ({ arguments: [value] }, write) => sql`ceiling_of(${number(value!, write)})`,
  math: ({ arguments: [name, ...values] }, write) =>
    sql`math_of(${joined([write(name!), ...values.map((value) => number(value, write))], ', ')})`,
  greatest: furthest(sql`greatest_of`, sql`greatest_text`),
  least: furthest(sql`least_of`, sql`least_text`),

  startOf: calling(sql`start_of`),
  endOf: calling(sql`end_of`),
  timePart: calling(sql`time_part`),
  timeDiff: calling(sql`time_diff`),
  timeAdd: calling(sql`time_add`),
  makeTime: calling(sql`make_time`),
  formatTime: calling(sql`format_time`),
  formatSpan: calling(sql`format_span`),
  startOfDay: ({ arguments: [time] }, write) => floor(time!, day, bound(ticksRange.first), write),
  endOfDay: ({ arguments: [time] }, write) =>
    sql`(${floor(time!, day, bound(ticksRange.first), write)} + ${bound(ticksIn.day - 1n)})`,
  bin(call, write) {
    const [value, step, from] = call.arguments
    const start = from ? number(from, write) : origin(call)
    return call.type !== 'real' && step?.kind === 'literal' && Number(step.value) > 0
      ? floor(value!, write(step), start, write)
      : sql`bin_down(${number(value!, write)}, ${number(step!, write)}, ${start})`
  },
} satisfies Record<string, WriteCall>

/** SQLite's remainder has the sign of what is divided. */
function floor(value: Expression, step: Fragment, from: Fragment, write: Write): Fragment {
  const written = number(value, write)
  return value.kind === 'call' || value.type !== 'datetime'
    ? sql`bin_down(${written}, ${step}, ${from})`
    : sql`(${written} - ((${written} - ${from}) % ${step} + ${step}) % ${step})`
}
