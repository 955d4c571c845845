import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Type } from '../tree.ts'
import { expectType } from './calls.ts'
import { fold } from './fold.ts'
import type { Bound } from './scope.ts'

/** What comes out, by what goes in: left, right. */
type Results = Readonly<Record<string, Type>>

const numbers: Results = {
  'long long': 'long',
  'long real': 'real',
  'real long': 'real',
  'real real': 'real',
}
const spans: Results = { 'timespan timespan': 'timespan' }

const operators: Readonly<Record<string, { readonly name: FunctionName; readonly results: Results }>> = {
  '+': {
    name: 'add',
    results: { ...numbers, ...spans, 'datetime timespan': 'datetime', 'timespan datetime': 'datetime' },
  },
  '-': {
    name: 'subtract',
    results: { ...numbers, ...spans, 'datetime timespan': 'datetime', 'datetime datetime': 'timespan' },
  },
  '*': {
    name: 'multiply',
    results: {
      ...numbers,
      ...{ 'timespan long': 'timespan', 'timespan real': 'timespan' },
      ...{ 'long timespan': 'timespan', 'real timespan': 'timespan' },
    },
  },
  '/': {
    name: 'divide',
    results: {
      ...numbers,
      ...{ 'timespan timespan': 'real', 'timespan long': 'timespan', 'timespan real': 'timespan' },
    },
  },
  '%': { name: 'modulo', results: { ...numbers, ...spans } },
}

export function bindArithmetic(operator: string, at: number, left: Bound, right: Bound): Expression {
  const { name, results } = operators[operator]!
  const types = `${left.expression.type} ${right.expression.type}`
  const type = Object.hasOwn(results, types) ? results[types] : undefined
  if (type !== undefined) return fold(name, type, at, left.expression, right.expression)
  for (const { expression } of [left, right]) {
    if (expression.type === 'dynamic') {
      throw queryError(`${operator} does not take dynamic; write todouble(…) or tolong(…)`, at)
    }
  }
  throw queryError(`${operator} does not take ${left.expression.type} and ${right.expression.type}`, at)
}

export function bindNegation(at: number, operand: Bound): Expression {
  const expression = expectType('-', operand, ['long', 'real', 'timespan'])
  if (expression.kind === 'literal' && expression.type === 'real' && expression.value !== null) {
    return { ...expression, value: -expression.value }
  }
  return fold('negate', expression.type, at, expression)
}
