import { ticksIn } from '../../model/ticks.ts'
import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Literal, Type } from '../tree.ts'
import { bindArithmetic } from './arithmetic.ts'
import { call, expectType, isNumber } from './calls.ts'
import { datetime, fold } from './fold.ts'
import type { ScalarFunction } from './scalar-function.ts'
import type { Bound } from './scope.ts'

const ago: ScalarFunction = {
  least: 1,
  most: 1,
  bind: (name, [span], { now }) =>
    fold('subtract', 'datetime', span!.at, datetime(now), expectType(name, span!, ['timespan'])),
}

/** Kusto's offset is added to the present. */
const now: ScalarFunction = {
  least: 0,
  most: 1,
  bind: (name, [span], scope) =>
    span === undefined
      ? datetime(scope.now)
      : fold('add', 'datetime', span.at, datetime(scope.now), expectType(name, span, ['timespan'])),
}

const day: Literal = { kind: 'literal', type: 'timespan', value: ticksIn.day }

/** Of the day so many days on. */
const dayFunction = (functionName: FunctionName): ScalarFunction => ({
  least: 1,
  most: 2,
  bind: (name, [time, offset]) => {
    const { at } = time!
    const given = expectType(name, time!, ['datetime'])
    if (offset === undefined) return fold(functionName, 'datetime', at, given)
    expectType(name, offset, ['long'])
    const days = bindArithmetic('*', offset.at, { at: offset.at, expression: day }, offset)
    const moved = bindArithmetic('+', at, time!, { at: offset.at, expression: days })
    return fold(functionName, 'datetime', at, moved)
  },
})

/** What the value and the second are, and what that gives. */
const binTypes: Readonly<Record<string, Type>> = {
  'long long': 'long',
  'long real': 'real',
  'real long': 'real',
  'real real': 'real',
  'timespan timespan': 'timespan',
  'datetime timespan': 'datetime',
}

const bin: ScalarFunction = {
  least: 2,
  most: 2,
  isNamedByArgument: true,
  bind: (name, [value, size]) => {
    const types = `${value!.expression.type} ${size!.expression.type}`
    const type = Object.hasOwn(binTypes, types) ? binTypes[types] : undefined
    if (type !== undefined) return call('bin', type, value!.expression, size!.expression)
    expectType(name, value!, ['long', 'real', 'timespan', 'datetime'])
    expectType(name, size!, isNumber(value!.expression.type) ? ['long', 'real'] : ['timespan'])
    throw queryError(`${name} does not take ${types.replace(' ', ' and ')}`, value!.at)
  },
}

/** As `bin`, so that a bin begins at the third. */
const binAt: ScalarFunction = {
  least: 3,
  most: 3,
  isNamedByArgument: true,
  bind: (name, [value, size, start], scope) => {
    const type = value!.expression.type
    expectType(name, start!, isNumber(type) ? ['long', 'real'] : [type])
    const { at } = value!
    const distance = bindArithmetic('-', at, value!, start!)
    const binned = bin.bind(name, [{ at, expression: distance }, size!], scope)
    return bindArithmetic('+', at, start!, { at, expression: binned })
  },
}

const epoch = datetime(0n)

/** So many since 1970. */
const unixTime = (unit: bigint): ScalarFunction => ({
  least: 1,
  most: 1,
  bind: (name, [count]) => {
    const { at } = count!
    expectType(name, count!, ['long', 'real'])
    const length: Bound = { at, expression: { kind: 'literal', type: 'timespan', value: unit } }
    const since: Bound = { at, expression: bindArithmetic('*', at, length, count!) }
    return bindArithmetic('+', at, { at, expression: epoch }, since)
  },
})

export const timeFunctions: readonly (readonly [string, ScalarFunction])[] = [
  ['ago', ago],
  ['now', now],
  ['startofday', { ...dayFunction('startOfDay'), isNamedByArgument: true }],
  ['endofday', dayFunction('endOfDay')],
  ['bin', bin],
  ['floor', bin],
  ['bin_at', binAt],
  ['unixtime_seconds_todatetime', unixTime(ticksIn.second)],
  ['unixtime_milliseconds_todatetime', unixTime(ticksIn.millisecond)],
  ['unixtime_microseconds_todatetime', unixTime(ticksIn.microsecond)],
]
