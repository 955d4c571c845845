import { queryError } from '../query-error.ts'
import type { Call, Expression } from '../tree.ts'
import { fieldIfAny, fieldOf, withNull } from './fields.ts'
import { readValue, type Value } from './literals.ts'
import type { Operand } from './syntax.ts'
import { callOf, nothing, textLiteral } from './trees.ts'

/** One side of a comparison: what has to be looked for in an event, or a value as it is written. */
export type Side =
  | { readonly kind: 'sought'; readonly expression: Expression; readonly text: string; readonly at: number }
  | ({ readonly kind: 'value' } & Value)

/** A word on the left is a field, unless it can be nothing but a value; elsewhere it is one if there is such a field. */
export function sideOf(operand: Operand, isLeft: boolean): Side {
  const { text, at } = operand
  const found = (expression: Expression): Side => ({ kind: 'sought', expression, text, at })
  if (operand.kind === 'call') return found(functionCall(operand))
  if (operand.kind === 'quoted') return { kind: 'value', ...readValue(operand) }
  const field = fieldIfAny(text, at)
  if (field) return found(withNull(field))
  const value = readValue(operand)
  return isLeft && value.literal?.type === 'string' && !value.mistake
    ? found(fieldOf(text, at))
    : { kind: 'value', ...value }
}

const functions = {
  contains: { name: 'contains', type: 'bool', operands: 2 },
  startswith: { name: 'startsWith', type: 'bool', operands: 2 },
  endswith: { name: 'endsWith', type: 'bool', operands: 2 },
  tolower: { name: 'toLower', type: 'string', operands: 1 },
} as const

/** @throws QueryError when there is no such function, or it is given something else than texts */
export function functionCall(operand: Extract<Operand, { kind: 'call' }>): Expression {
  const { text, at, arguments: given } = operand
  const name = text.toLowerCase()
  if (!Object.hasOwn(functions, name)) {
    throw queryError(`${text} is not supported; functions are ${Object.keys(functions).join(', ')}`, at)
  }
  const known = functions[name as keyof typeof functions]
  if (given.length !== known.operands) {
    throw queryError(`${name} takes ${known.operands === 1 ? 'one text' : 'two texts'}`, at)
  }
  const texts = given.map((argument, place) => textOf(sideOf(argument, place === 0), name))
  return texts.some((one) => one === null) ? nothing : callOf(known.type, known.name, ...(texts as Call[]))
}

/** @returns null for null */
function textOf(side: Side, name: string): Expression | null {
  if (side.kind === 'value') return side.literal && textLiteral(side.text)
  const { type } = side.expression
  if (type === 'string' || type === 'dynamic') return side.expression
  throw queryError(`${name} takes texts, and ${side.text} is none`, side.at)
}
