import { isDeepStrictEqual } from 'node:util'
import { writeTicks } from '../../../../src/model/ticks.ts'
import { predicate } from '../../../../src/query/kql/calls.ts'
import type { Aggregate, Call, Column, Expression, Literal, Query, Step } from '../../../../src/query/tree.ts'
import { isKnown } from './random-predicate.ts'

/** A tree as KQL; only of trees that KQL can say. */
export const print = (query: Query): string => ['Events', ...query.map(printStep)].join('\n| ')

function printStep(step: Step): string {
  switch (step.kind) {
    case 'where':
      return `where ${printExpression(step.predicate)}`
    case 'take':
      return `take ${step.count}`
    case 'sample':
      return `sample ${step.count}`
    case 'project':
      return `project ${printColumns(step.columns, printExpression)}`
    case 'summarize': {
      const columns = printColumns(step.columns, printAggregate)
      return `summarize ${columns}${step.by.length > 0 ? ` by ${printColumns(step.by, printExpression)}` : ''}`
    }
    case 'sort':
      return `sort by ${step.orders
        .map(
          ({ by, isDescending, nulls }) =>
            `${printExpression(by)} ${isDescending ? 'desc' : 'asc'} nulls ${nulls}`,
        )
        .join(', ')}`
    default:
      throw new Error(`no ${step.kind} is printed`)
  }
}

const printColumns = <Value>(
  columns: readonly Column<Value>[],
  printValue: (value: Value) => string,
): string => columns.map(({ name, value }) => `[${printString(name)}] = ${printValue(value)}`).join(', ')

const aggregates: Readonly<Record<string, string>> = {
  countIf: 'countif',
  distinctCount: 'dcount',
  average: 'avg',
  list: 'make_list',
  set: 'make_set',
  setOfElements: 'make_set',
}

const printAggregate = ({ name, arguments: operands }: Aggregate): string =>
  `${aggregates[name] ?? name}(${operands.map(printExpression).join(', ')})`

export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return printLiteral(expression)
    case 'field':
      return `[${printString(expression.name)}]`
    case 'path':
      return `(${printExpression(expression.of)})${expression.keys
        .map((key) => `[${typeof key === 'number' ? key : printString(key)}]`)
        .join('')}`
    case 'item':
      throw new Error('KQL has no elements')
    case 'call':
      return printCall(expression)
    default:
      throw new Error('no query in a query is printed')
  }
}

const functions: Readonly<Record<string, string>> = {
  not: 'not',
  isNull: 'isnull',
  isEmpty: 'isempty',
  toLower: 'tolower',
  concat: 'strcat',
  split: 'split',
  toString: 'tostring',
  toInt: 'toint',
  toLong: 'tolong',
  toReal: 'toreal',
  toDatetime: 'todatetime',
  parseJson: 'parse_json',
  startOfDay: 'startofday',
  endOfDay: 'endofday',
  bin: 'bin',
  case: 'case',
}

const operators: Readonly<Record<string, string>> = {
  and: 'and',
  or: 'or',
  equal: '==',
  same: '==',
  less: '<',
  lessOrEqual: '<=',
  greater: '>',
  greaterOrEqual: '>=',
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  modulo: '%',
  equalIgnoringCase: '=~',
  contains: 'contains_cs',
  containsIgnoringCase: 'contains',
  startsWith: 'startswith_cs',
  startsWithIgnoringCase: 'startswith',
  endsWith: 'endswith_cs',
  endsWithIgnoringCase: 'endswith',
  has: 'has',
  matchesRegex: 'matches regex',
}

function printCall(call: Call): string {
  const said = saidAtOnce(call)
  if (said) return printCall(said)
  const { name, arguments: operands } = call
  const printed = operands.map((operand) => `(${printExpression(operand)})`)
  const [first, ...others] = printed
  if (name === 'negate') return `-${first}`
  if (name === 'in' || name === 'inIgnoringCase') {
    return `${first} in${name === 'in' ? '' : '~'} (${others.join(', ')})`
  }
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined
  return operator ? printed.join(` ${operator} `) : `${functions[name]}(${printed.join(', ')})`
}

/** What KQL says in one word and the tree in several: comparisons with what may be null. */
function saidAtOnce({ name, arguments: [left, right] }: Call): Call | undefined {
  if (left?.kind !== 'call' || right?.kind !== 'call') return undefined
  const [member] = right.arguments
  if (right.name === 'in' && member && member.type !== 'string' && !isKnown(member)) {
    const isNull = predicate('isNull', member)
    if (isDeepStrictEqual([name, left], ['and', predicate('not', isNull)])) return right
    if (isDeepStrictEqual([name, left], ['or', isNull])) return right
  }
  if (name === 'and' && left.name === 'same' && right.name === 'equal') {
    return isDeepStrictEqual(left.arguments, right.arguments) ? left : undefined
  }
  const [dynamic, text] = left.arguments
  const isText = dynamic?.type === 'dynamic' && text?.type === 'string' && text.kind !== 'literal'
  return name === 'or' && left.name === 'same' && isText ? left : undefined
}

function printLiteral(literal: Literal): string {
  if (literal.value === null) return `${literal.type}(null)`
  switch (literal.type) {
    case 'string':
      return printString(literal.value)
    case 'datetime':
      return `datetime(${writeTicks(literal.value)})`
    case 'timespan':
      return `${literal.value}tick`
    case 'real':
      return printReal(literal.value)
    case 'dynamic':
      return `dynamic(${literal.value})`
    default:
      return String(literal.value)
  }
}

function printReal(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value)
  return /[.e]/.test(text) ? text : `${text}.0`
}

const printString = (value: string): string =>
  `'${value.replace(
    /[^ !#-&(-[\]-~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}'`
