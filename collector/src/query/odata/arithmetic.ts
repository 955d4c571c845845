import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Literal, Type } from '../tree.ts'
import type { Side } from './operands.ts'
import { call, callOf } from './trees.ts'

const names: Readonly<Record<string, FunctionName>> = {
  add: 'add',
  sub: 'subtract',
  mul: 'multiply',
  div: 'divide',
  divby: 'divide',
  negate: 'negate',
}

/** What is computed of null. */
const unknown: Literal = { kind: 'literal', type: 'real', value: null }

const zero: Literal = { kind: 'literal', type: 'long', value: 0n }

/**
 * Numbers of a payload are reals, as are results of them; `length`, `year` and the like are whole numbers, which `div`
 * cuts to whole ones (OData 4.01, URL conventions 5.1.1.2).
 */
export function bindArithmetic(name: string, sides: readonly Side[], at: number): Expression {
  const operands = sides.map((side) => numberOf(name, side))
  if (operands.includes(null)) return unknown
  const numbers = operands as readonly Expression[]
  const isWhole = name !== 'divby' && numbers.every(({ type }) => type === 'long')
  const type: Type = isWhole ? 'long' : 'real'
  if (name === 'mod') return remainder(type, numbers)
  const first = numbers[0]!
  if (name === 'negate' && first.kind === 'literal') return negated(first, at)
  return callOf(type, names[name]!, ...numbers)
}

function numberOf(name: string, side: Side): Expression | null {
  const expression = side.kind === 'value' ? side.literal : side.expression
  if (expression === null) return null
  if (['long', 'real', 'dynamic'].includes(expression.type)) return expression
  throw queryError(`${name === 'negate' ? '-' : name} takes numbers, and ${side.text} is none`, side.at)
}

function negated(literal: Literal, at: number): Expression {
  if (typeof literal.value === 'bigint') return { kind: 'literal', type: 'long', value: -literal.value }
  if (typeof literal.value === 'number') return { kind: 'literal', type: 'real', value: -literal.value }
  throw queryError('- takes numbers', at)
}

/** With the sign of what is divided, where the tree's has none. */
function remainder(type: Type, [of, divisor]: readonly Expression[]): Expression {
  const modulo = (value: Expression) => callOf(type, 'modulo', value, divisor!)
  const isNegative = call('less', of!, zero)
  return callOf(
    type,
    'case',
    isNegative,
    callOf(type, 'negate', modulo(callOf(type, 'negate', of!))),
    modulo(of!),
  )
}
