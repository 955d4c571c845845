import type { Expression } from '../tree.ts'
import { bindArithmetic, bindNegation } from './arithmetic.ts'
import { expectBool, predicate } from './calls.ts'
import { bindBetween, bindEquality, bindRelation } from './comparisons.ts'
import { bindIn, membersOf } from './memberships.ts'
import {
  equalityWords,
  listWords,
  productWords,
  rangeWords,
  relationWords,
  sumWords,
  termListWords,
  textWords,
} from './operator-words.ts'
import type { Bound } from './scope.ts'
import { bindTextOperation } from './texts.ts'

/** What an operator makes of its operands. */
type BindOperation = (operator: string, at: number, operands: readonly Bound[]) => Expression

/** Halved again and again, so that a long chain does not make a deep tree. */
const bindLogical: BindOperation = (operator, _, operands) => {
  const join = (expressions: readonly Expression[]): Expression => {
    const half = expressions.length >> 1
    if (half === 0) return expressions[0]!
    const [left, right] = [join(expressions.slice(0, half)), join(expressions.slice(half))]
    return predicate(operator === 'and' ? 'and' : 'or', left, right)
  }
  return join(operands.map((operand) => expectBool(operator, operand)))
}

/** Whether any or all of the terms stand in a text. */
const bindTerms: BindOperation = (operator, at, [value, ...list]) => {
  const tests = membersOf(operator, list).map((member) => bindTextOperation('has', at, value!, member))
  return bindLogical(
    operator === 'has_any' ? 'or' : 'and',
    at,
    tests.map((expression) => ({ at, expression })),
  )
}

const ofTwo =
  (bindTwo: (operator: string, at: number, left: Bound, right: Bound) => Expression): BindOperation =>
  (operator, at, [left, right]) =>
    bindTwo(operator, at, left!, right!)

interface Words {
  readonly words: readonly string[]
  readonly bindWords: BindOperation
}

const families: readonly Words[] = [
  { words: ['negate'], bindWords: (_, at, [operand]) => bindNegation(at, operand!) },
  { words: ['and', 'or'], bindWords: bindLogical },
  { words: equalityWords, bindWords: ofTwo(bindEquality) },
  { words: relationWords, bindWords: ofTwo(bindRelation) },
  { words: [...sumWords, ...productWords], bindWords: ofTwo(bindArithmetic) },
  { words: [...textWords, 'matches regex'], bindWords: ofTwo(bindTextOperation) },
  { words: termListWords, bindWords: bindTerms },
  { words: listWords, bindWords: (operator, at, [value, ...list]) => bindIn(operator, at, value!, list) },
  {
    words: rangeWords,
    bindWords: (operator, at, [value, low, high]) => bindBetween(operator, at, value!, low!, high!),
  },
]

export const operations: ReadonlyMap<string, BindOperation> = new Map(
  families.flatMap(({ words, bindWords }) => words.map((word) => [word, bindWords] as const)),
)
