import { ticksIn } from '../../model/ticks.ts'
import { diffPeriods, endOf, isTimeFormat, type Period, startOf, timeParts } from '../calendar.ts'
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

/** Of what a time is made; weeks of a year are counted in several ways. */
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
  ['datetime_diff', difference],
  ['format_datetime', format],
]
