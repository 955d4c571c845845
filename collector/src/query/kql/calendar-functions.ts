import { ticksIn } from '../../model/ticks.ts'
import {
  type DiffPeriod,
  diffPeriods,
  endOf,
  isTimeFormat,
  makeTime,
  type Period,
  startOf,
  timeAdd,
  timeParts,
} from '../calendar.ts'
import { isSpanFormat } from '../format-span.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Literal } from '../tree.ts'
import { call, expectType } from './calls.ts'
import { datetime } from './fold.ts'
import type { ScalarFunction } from './scalar-function.ts'
import type { Bound } from './scope.ts'

const text = (value: string): Literal => ({ kind: 'literal', type: 'string', value })
const whole = (value: bigint): Literal => ({ kind: 'literal', type: 'long', value })

/** A period in which a time is; what is known by now is computed at once. */
const edge = (functionName: 'startOf' | 'endOf', period: Period): ScalarFunction => ({
  least: 1,
  most: 2,
  bind: (name, [time, offset]) => {
    const expression = expectType(name, time!, ['datetime'])
    const periods = offset === undefined ? whole(0n) : expectType(name, offset, ['long'])
    if (!isKnown(expression) || !isKnown(periods)) {
      return call(functionName, 'datetime', text(period), expression, periods)
    }
    const ticks = (functionName === 'startOf' ? startOf : endOf)(period, expression.value, periods.value)
    if (ticks === undefined) throw queryError('the datetime is out of range', time!.at)
    return datetime(ticks)
  },
})

const isKnown = (expression: Expression): expression is Literal & { readonly value: bigint } =>
  expression.kind === 'literal' && typeof expression.value === 'bigint'

const part = (name: string): ScalarFunction => ({
  least: 1,
  most: 1,
  bind: (functionName, [time]) =>
    call('timePart', 'long', text(name), expectType(functionName, time!, ['datetime'])),
})

/** Since the Sunday before. */
const dayOfWeek: ScalarFunction = {
  least: 1,
  most: 1,
  bind: (name, operands) => {
    const day: Literal = { kind: 'literal', type: 'timespan', value: ticksIn.day }
    return call('multiply', 'timespan', day, part('dayofweek').bind(name, operands, undefined as never))
  },
}

/** A literal that is one of these words, in any case. */
function wordOf(name: string, { expression, at }: Bound, words: readonly string[]): Literal {
  const said = expression.kind === 'literal' && expression.type === 'string' ? expression.value : ''
  const word = words.find((each) => each === said.toLowerCase())
  if (word === undefined) throw queryError(`${name} takes a literal as its period: ${words.join(', ')}`, at)
  return text(word)
}

/** Of what a time is made. */
const parts: readonly string[] = timeParts.filter((name) => name !== 'dayofweek')

const anyPart: ScalarFunction = {
  least: 2,
  most: 2,
  bind: (name, [period, time]) =>
    call('timePart', 'long', wordOf(name, period!, parts), expectType(name, time!, ['datetime'])),
}

const difference: ScalarFunction = {
  least: 3,
  most: 3,
  bind: (name, [period, one, other]) =>
    call(
      'timeDiff',
      'long',
      wordOf(name, period!, diffPeriods),
      expectType(name, one!, ['datetime']),
      expectType(name, other!, ['datetime']),
    ),
}

const format: ScalarFunction = {
  least: 2,
  most: 2,
  isNamedByArgument: true,
  bind: (name, [time, pattern]) => {
    const written = expectType(name, pattern!, ['string'])
    const isRead = written.kind === 'literal' && written.type === 'string' && isTimeFormat(written.value)
    if (!isRead) {
      throw queryError(
        'format_datetime takes a literal of yyyy, MM, dd, HH, hh, mm, ss, fff, tt and of / - : , . _ [ ]',
        pattern!.at,
      )
    }
    const formatted = call('formatTime', 'string', expectType(name, time!, ['datetime']), written)
    return call('orEmpty', 'string', formatted)
  },
}

/** Periods of which it adds so many. */
const add: ScalarFunction = {
  least: 3,
  most: 3,
  bind: (name, [period, amount, time]) => {
    const word = wordOf(name, period!, diffPeriods)
    const count = expectType(name, amount!, ['long'])
    const expression = expectType(name, time!, ['datetime'])
    if (!isKnown(expression) || !isKnown(count)) return call('timeAdd', 'datetime', word, count, expression)
    const ticks = timeAdd(word.value as DiffPeriod, count.value, expression.value)
    if (ticks === undefined) throw queryError('the datetime is out of range', time!.at)
    return datetime(ticks)
  },
}

/** Of year, month and day, and where they are given hour, minute and seconds. */
const make: ScalarFunction = {
  least: 3,
  most: 6,
  bind: (name, operands) => {
    if (operands.length === 4) throw queryError(`${name} takes 3, 5 or 6 arguments, not 4`, operands[3]!.at)
    const parts = operands.map((operand, at) =>
      expectType(name, operand, at === 5 ? ['long', 'real'] : ['long']),
    )
    const numbers = parts.map((part) =>
      part.kind === 'literal' && part.value !== null ? Number(part.value) : undefined,
    )
    if (!numbers.includes(undefined)) {
      const ticks = makeTime(numbers.slice(0, 5) as number[], numbers[5] ?? 0)
      return { kind: 'literal', type: 'datetime', value: ticks ?? null }
    }
    const all = Array.from({ length: 6 }, (_, at) => parts[at] ?? whole(0n))
    return call('makeTime', 'datetime', ...all)
  },
}

const formatOfSpan: ScalarFunction = {
  least: 2,
  most: 2,
  bind: (name, [span, pattern]) => {
    const written = expectType(name, pattern!, ['string'])
    const isRead = written.kind === 'literal' && written.type === 'string' && isSpanFormat(written.value)
    if (!isRead) {
      throw queryError(
        'format_timespan takes a literal of d, hh, mm, ss, fff, FFF and of / - : , . _ [ ]',
        pattern!.at,
      )
    }
    const formatted = call('formatSpan', 'string', expectType(name, span!, ['timespan']), written)
    return call('orEmpty', 'string', formatted)
  },
}

export const calendarFunctions: readonly (readonly [string, ScalarFunction])[] = [
  ['startofweek', edge('startOf', 'week')],
  ['startofmonth', edge('startOf', 'month')],
  ['startofyear', edge('startOf', 'year')],
  ['endofweek', edge('endOf', 'week')],
  ['endofmonth', edge('endOf', 'month')],
  ['endofyear', edge('endOf', 'year')],
  ['dayofweek', dayOfWeek],
  ['dayofmonth', part('day')],
  ['dayofyear', part('dayofyear')],
  ['monthofyear', part('month')],
  ['getmonth', part('month')],
  ['getyear', part('year')],
  ['hourofday', part('hour')],
  ['datetime_part', anyPart],
  ['week_of_year', part('week_of_year')],
  ['datetime_diff', difference],
  ['datetime_add', add],
  ['make_datetime', make],
  ['format_timespan', formatOfSpan],
  ['format_datetime', format],
]
