import { ticksIn, ticksRange } from '../../../src/model/ticks.ts'
import type { FunctionName } from '../../../src/query/functions.ts'
import { evaluateConversions, within } from './evaluate-conversions.ts'
import { evaluateLists } from './evaluate-lists.ts'
import { evaluateMatches } from './evaluate-matches.ts'
import { type Evaluate, evaluateText, strict } from './evaluate-texts.ts'
import {
  endOf,
  formatSpan,
  formatTime,
  makeTime,
  startOf,
  timeAdd,
  timeDiff,
  timePart,
} from './evaluate-time.ts'
import { evaluateUrls } from './evaluate-urls.ts'
import { areEqual, compareAlike, isNumber, type Json, type Value } from './values.ts'

const inOrder = (isRight: (order: number) => boolean): Evaluate =>
  strict(([one, other]) => {
    const order = compareAlike(one!, other!)
    return order === undefined ? null : isRight(order)
  })

const any = (values: readonly (Value | undefined)[]): Value => {
  if (values.includes(true)) return true
  return values.includes(null) ? null : false
}

const equal: Evaluate = strict(([one, other]) => areEqual(one!, other!))

const not = (value: Value): Value => (value === null ? null : !value)

/** On whole numbers where both are, and then cut to whole. */
const arithmetic = (
  ofWhole: (one: bigint, other: bigint) => bigint | null,
  ofReal: (one: number, other: number) => number,
): Evaluate =>
  strict(([one, other], { type }) => {
    if (!isNumber(one!) || !isNumber(other!)) return null
    if (type === 'real') {
      return ofReal(Number(one), Number(other))
    }
    const isWhole = typeof one === 'bigint' && typeof other === 'bigint'
    const real = ofReal(Number(one), Number(other))
    if (!isWhole && !Number.isFinite(real)) return null
    const value = isWhole ? ofWhole(one, other) : BigInt(Math.trunc(real))
    if (value === null || type !== 'datetime') return value === null ? null : within(value, 64)
    return value < ticksRange.first || value > ticksRange.last ? null : value
  })

const floor = (value: bigint, step: bigint, from: bigint): bigint => {
  const distance = (value - from) % step
  return value - (distance < 0n ? distance + step : distance)
}

const bin: Evaluate = strict(([value, step, from], { type }) => {
  if (Number(step) <= 0) return null
  if (type === 'real') return Math.floor(Number(value) / Number(step)) * Number(step)
  const start = from ?? (type === 'datetime' ? ticksRange.first : 0n)
  return floor(value as bigint, step as bigint, start as bigint)
})

const startOfDay = (time: Value): bigint => floor(time as bigint, ticksIn.day, ticksRange.first)

/** Half and more of the last digit is away from zero. */
function round(value: number, digits: number): number {
  const size = 10 ** Math.abs(digits)
  const scaled = digits < 0 ? value / size : value * size
  if (!Number.isFinite(scaled)) return value
  const whole = Math.trunc(scaled) + (Math.abs(scaled - Math.trunc(scaled)) >= 0.5 ? Math.sign(scaled) : 0)
  return digits < 0 ? whole * size : whole / size
}

/** Where JavaScript has another way to the same value, by that. */
function math(name: string, one: number, other: number): number | null {
  if (/^(sqrt|log)/.test(name) && one < 0) return null
  const values: Readonly<Record<string, () => number>> = {
    sign: () => (one > 0 ? 1 : one < 0 ? -1 : one),
    exp2: () => 2 ** one,
    exp10: () => 10 ** one,
    cot: () => 1 / Math.tan(one),
  }
  const known = (Math as unknown as Readonly<Record<string, (one: number, other: number) => number>>)[name]
  return values[name]?.() ?? known!(one, other)
}

/** The last or first of those that have a place; NaN is what the others are not. */
const furthest =
  (sign: number): Evaluate =>
  (values) => {
    const there = values.filter((value) => value !== null)
    const ordered = there
      .filter((value) => !Number.isNaN(value))
      .toSorted((one, other) => sign * (compareAlike(other, one) ?? 0))
    return ordered[0] ?? there[0] ?? null
  }

export const evaluateCall: Readonly<Record<FunctionName, Evaluate>> = {
  ...evaluateText,
  ...evaluateMatches,
  ...evaluateUrls,
  ...evaluateLists,
  and: (values) => not(any(values.map(not))),
  or: any,
  not: ([value]) => not(value!),
  isNull: ([value]) => value === null,
  isEmpty: ([value]) => value === '',
  equal,
  notEqual: (values, call) => not(equal(values, call)),
  less: inOrder((order) => order < 0),
  lessOrEqual: inOrder((order) => order <= 0),
  greater: inOrder((order) => order > 0),
  greaterOrEqual: inOrder((order) => order >= 0),
  same: ([one, other]) => (one === null || other === null ? one === other : areEqual(one!, other!)),
  in: ([one, ...others], call) => any(others.map((other) => equal([one!, other], call))),
  inIgnoringCase: ([one, ...others], call) =>
    any(others.map((other) => evaluateCall.equalIgnoringCase([one!, other], call))),
  elements([value, form]) {
    if (Array.isArray(value)) return value
    if (typeof value !== 'object' || value === null) return [value as Json]
    return Object.entries(value as Readonly<Record<string, Json>>).map(([key, member]) =>
      form === 'array' ? [key, member] : { [key]: member },
    )
  },
  absolute: strict(([value], { type }) => {
    if (type === 'real') return Number(value) < 0 ? -Number(value) : Number(value)
    const size = (value as bigint) < 0n ? -(value as bigint) : (value as bigint)
    return within(size, 64)
  }),
  ceiling: strict(([value]) => -Math.floor(-Number(value))),
  math: strict(([name, one, other]) => math(name as string, Number(one), Number(other))),
  greatest: furthest(1),
  least: furthest(-1),
  arrayLength: ([value]) => (Array.isArray(value) ? BigInt(value.length) : null),
  orEmpty: ([value]) => (typeof value === 'string' ? value : ''),
  orNull: ([value]) => (typeof value === 'string' && value !== '' ? value : null),
  ...evaluateConversions,
  add: arithmetic(
    (one, other) => one + other,
    (one, other) => one + other,
  ),
  subtract: arithmetic(
    (one, other) => one - other,
    (one, other) => one - other,
  ),
  multiply: arithmetic(
    (one, other) => one * other,
    (one, other) => one * other,
  ),
  divide: arithmetic(
    (one, other) => (other === 0n ? null : one / other),
    (one, other) => one / other,
  ),
  modulo: arithmetic(
    (one, other) => {
      const size = other < 0n ? -other : other
      return size === 0n ? null : ((one % size) + size) % size
    },
    (one, other) => (one % other < 0 ? (one % other) + Math.abs(other) : one % other),
  ),
  negate: ([value], call) => evaluateCall.subtract([call.type === 'real' ? 0 : 0n, value!], call),
  round: strict(([value, digits], { type }) => {
    if (!isNumber(value!)) return null
    const rounded = round(Number(value), Number(digits))
    return type === 'long' ? within(BigInt(rounded), 64) : rounded
  }),
  isNan: ([value]) => Number.isNaN(value),
  isInfinite: ([value]) => value === Infinity || value === -Infinity,
  startOf: strict(([period, time, offset]) => startOf(period as string, time as bigint, offset as bigint)),
  endOf: strict(([period, time, offset]) => endOf(period as string, time as bigint, offset as bigint)),
  timePart: strict(([part, time]) => timePart(part as string, time as bigint)),
  timeDiff: strict(([period, one, other]) =>
    within(timeDiff(period as string, one as bigint, other as bigint), 64),
  ),
  timeAdd: strict(([period, amount, time]) => timeAdd(period as string, amount as bigint, time as bigint)),
  makeTime: strict((parts) => makeTime(parts.map(Number))),
  formatSpan: strict(([span, format]) => formatSpan(span as bigint, format as string)),
  formatTime: strict(([time, format]) => formatTime(time as bigint, format as string)),
  coalesce: (values) => values.find((value) => value !== null) ?? null,
  startOfDay: strict(([time]) => startOfDay(time!)),
  endOfDay: strict(([time]) => startOfDay(time!) + ticksIn.day - 1n),
  bin,
  case(values) {
    const at = values.findIndex(
      (value, place) => place % 2 === 0 && value === true && place < values.length - 1,
    )
    return (at < 0 ? values.at(-1) : values[at + 1]) ?? null
  },
}
