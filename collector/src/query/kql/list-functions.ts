import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Type } from '../tree.ts'
import { call, expectType, isNumber, writable } from './calls.ts'
import { longLiteral, textLiteral, wholeLiteral } from './operands.ts'
import type { ScalarFunction } from './scalar-function.ts'

const list = (name: string, operand: Parameters<typeof expectType>[1]): Expression =>
  expectType(name, operand, ['dynamic'])

/** Of so many arrays. */
const ofLists = (
  functionName: FunctionName,
  least: number,
  most: number,
  type: Type = 'dynamic',
): ScalarFunction => ({
  least,
  most,
  bind: (name, lists) => call(functionName, type, ...lists.map((each) => list(name, each))),
})

const slice: ScalarFunction = {
  least: 3,
  most: 3,
  bind: (name, [array, from, to]) =>
    call(
      'arraySlice',
      'dynamic',
      list(name, array!),
      expectType(name, from!, ['long']),
      expectType(name, to!, ['long']),
    ),
}

const indexOf: ScalarFunction = {
  least: 2,
  most: 5,
  bind: (name, [array, sought, start, length, occurrence]) =>
    call(
      'arrayIndexOf',
      'long',
      list(name, array!),
      expectType(name, sought!, writable),
      wholeLiteral(name, 'start', start, 0n),
      wholeLiteral(name, 'length', length, -1n, -1n),
      wholeLiteral(name, 'occurrence', occurrence, 1n, 1n),
    ),
}

const sort = (direction: 'asc' | 'desc'): ScalarFunction => ({
  least: 1,
  most: 2,
  suffix: 'sorted',
  bind: (name, [array, nullsLast]) => {
    if (nullsLast?.expression.type === 'dynamic') {
      throw queryError(`${name} takes one array; several are not supported`, nullsLast.at)
    }
    const last = nullsLast ? expectType(name, nullsLast, ['bool']) : undefined
    if (last && last.kind !== 'literal') {
      throw queryError(`${name} takes a literal for where null comes`, nullsLast!.at)
    }
    const place = longLiteral(last?.value === false ? 0n : 1n)
    return call('arraySort', 'dynamic', list(name, array!), textLiteral(direction), place)
  },
})

const has: ScalarFunction = {
  least: 2,
  most: 2,
  bind: (name, [set, value]) => call('setHas', 'bool', list(name, set!), expectType(name, value!, writable)),
}

const join: ScalarFunction = {
  least: 2,
  most: 2,
  bind: (name, [array, delimiter]) =>
    call(
      'orEmpty',
      'string',
      call('arrayJoin', 'string', list(name, array!), expectType(name, delimiter!, ['string'])),
    ),
}

const hour = 36_000_000_000n

/** Of numbers by 1, of times and spans by an hour, where nothing is said. */
const range: ScalarFunction = {
  least: 2,
  most: 3,
  bind: (name, [first, last, step]) => {
    const from = expectType(name, first!, ['long', 'real', 'datetime', 'timespan'])
    const kinds: readonly Type[] = isNumber(from.type) ? ['long', 'real'] : [from.type]
    const to = expectType(name, last!, kinds)
    const isTime = !isNumber(from.type)
    const by = step
      ? expectType(name, step, isTime ? ['timespan'] : kinds)
      : ({ kind: 'literal', type: isTime ? 'timespan' : 'long', value: isTime ? hour : 1n } as const)
    if (by.kind === 'literal' && Number(by.value) === 0)
      throw queryError('the step of range must not be 0', step!.at)
    return call('listRange', 'dynamic', from, to, by)
  },
}

const packArray: ScalarFunction = {
  least: 1,
  most: 64,
  bind: (_, values) => call('packArray', 'dynamic', ...values.map(({ expression }) => expression)),
}

export const listFunctions: readonly (readonly [string, ScalarFunction])[] = [
  ['array_length', ofLists('arrayLength', 1, 1, 'long')],
  ['array_concat', ofLists('arrayConcat', 1, 64)],
  ['array_slice', slice],
  ['array_index_of', indexOf],
  ['array_sort_asc', sort('asc')],
  ['array_sort_desc', sort('desc')],
  ['array_reverse', ofLists('arrayReverse', 1, 1)],
  ['array_sum', ofLists('arraySum', 1, 1, 'real')],
  ['strcat_array', join],
  ['pack_array', packArray],
  ['range', range],
  ['dcount_hll', { ...ofLists('arrayLength', 1, 1, 'long'), prefix: 'dcount_hll' }],
  ['zip', ofLists('arrayZip', 2, 16)],
  ['set_union', ofLists('setUnion', 1, 64)],
  ['set_intersect', ofLists('setIntersect', 1, 64)],
  ['set_difference', ofLists('setDifference', 1, 64)],
  ['set_has_element', has],
]
