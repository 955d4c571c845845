import { queryError } from '../query-error.ts'
import type { Expression, Item, Literal } from '../tree.ts'
import { fieldIfAny, fieldOf } from './fields.ts'
import type { Scope } from './scope.ts'
import type { Operand } from './syntax.ts'
import { call, callOf } from './trees.ts'

const none: Literal = { kind: 'literal', type: 'long', value: 0n }

/** Whether something holds of an element of a list, or of all of them. What is no list has none. */
export function bindLambda(
  { list, quantifier, variable, condition, at }: Extract<Operand, { kind: 'lambda' }>,
  scope: Scope,
): Expression {
  const { variables, bindCondition } = scope
  const of = fieldOf(list, at, variables)
  if (of.type !== 'dynamic') throw queryError(`${list} is no list`, at)
  if (variable === undefined || condition === undefined || !bindCondition) {
    return call('same', call('greater', callOf('long', 'arrayLength', of), none), {
      kind: 'literal',
      type: 'bool',
      value: true,
    })
  }
  if (variables.has(variable) || fieldIfAny(variable, at)) {
    throw queryError(`${variable} is the name of something else; give the element another one`, at)
  }
  const item: Item = { kind: 'item', type: 'dynamic', level: variables.size }
  const predicate = bindCondition(condition, {
    ...scope,
    variables: new Map([...variables, [variable, item]]),
  })
  return call(quantifier === 'any' ? 'anyElement' : 'everyElement', of, item, predicate)
}
