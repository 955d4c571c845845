import * as fc from 'fast-check'
import type { FunctionName } from '../../../../src/query/functions.ts'
import { asText, predicate } from '../../../../src/query/kql/calls.ts'
import type { Expression, Type } from '../../../../src/query/tree.ts'
import { literalOf } from './random-literal.ts'

/** Arguments by their types. */
export type Arguments = (...types: readonly Type[]) => fc.Arbitrary<Expression[]>

/** Such as can be read: others are refused. */
const pattern = fc
  .constantFrom('', 'a', '^a$', '\\d+', '(?i)x', '[é-ü]', "it's", 'a|b', '\\p{L}\n')
  .map((value): Expression => ({ kind: 'literal', type: 'string', value }))

export const isKnown = (expression: Expression): boolean =>
  expression.kind === 'literal' && expression.value !== null

const textual: readonly FunctionName[] = [
  ...(['contains', 'containsIgnoringCase', 'startsWith', 'startsWithIgnoringCase', 'endsWith'] as const),
  ...(['endsWithIgnoringCase', 'has', 'equalIgnoringCase'] as const),
]
const relations: readonly FunctionName[] = ['less', 'lessOrEqual', 'greater', 'greaterOrEqual']
const nullable: readonly Type[] = ['long', 'real', 'bool', 'datetime', 'timespan']
const ordered: readonly (readonly [Type, Type])[] = [
  ['long', 'real'],
  ['dynamic', 'long'],
  ['real', 'dynamic'],
  ['datetime', 'datetime'],
  ['timespan', 'timespan'],
]

/** What is true, false or null: as a query says it. */
export function predicateOf(operands: Arguments): readonly fc.Arbitrary<Expression>[] {
  const text = fc.constantFrom('string' as const, 'dynamic' as const).chain((type) => operands(type))
  return [
    operands('bool', 'bool').map((list) => predicate('and', ...list)),
    operands('bool', 'bool').map((list) => predicate('or', ...list)),
    operands('bool').map((list) => predicate('not', ...list)),
    fc
      .constantFrom<Type>(...nullable, 'dynamic', 'string')
      .chain((type) => operands(type).map((list) => predicate('isNull', ...list))),
    text.map(([value]) => predicate('isEmpty', asText(value!))),
    operands('string', 'string').map((list) => predicate('equal', ...list)),
    fc
      .constantFrom(...nullable)
      .chain((type) => operands(type, type).map(([left, right]) => equality(left!, right!))),
    dynamicEquality(operands),
    fc
      .constantFrom(...ordered)
      .chain((types) => fc.tuple(fc.constantFrom(...relations), operands(...types)))
      .map(([name, list]) => predicate(name, ...list)),
    fc
      .tuple(fc.constantFrom(...textual), text, operands('string'))
      .map(([name, [left], [right]]) => predicate(name, asText(left!), right!)),
    fc.tuple(text, pattern).map(([[value], regex]) => predicate('matchesRegex', asText(value!), regex)),
    membership(operands),
    fc
      .tuple(text, fc.array(literalOf('string'), { minLength: 1, maxLength: 4 }))
      .map(([[value], members]) => predicate('inIgnoringCase', asText(value!), ...members)),
  ]
}

/** Of two that may both be null nothing is known where they are. */
function equality(left: Expression, right: Expression): Expression {
  if (isKnown(left) && isKnown(right)) return predicate('equal', left, right)
  const same = predicate('same', left, right)
  return isKnown(left) || isKnown(right) ? same : predicate('and', same, predicate('equal', left, right))
}

const dynamicEquality = (operands: Arguments): fc.Arbitrary<Expression> =>
  fc.oneof(
    fc
      .tuple(operands('dynamic'), fc.constantFrom<Type>('long', 'real', 'bool', 'string').chain(literalOf))
      .filter(([, literal]) => isKnown(literal) && literal.value !== '')
      .map(([[value], literal]) =>
        predicate(isKnown(value!) && literal.type !== 'string' ? 'equal' : 'same', value!, literal),
      ),
    operands('dynamic', 'dynamic').map(([value, other]) => {
      const text = asText(other!)
      return predicate(
        'or',
        predicate('same', value!, text),
        predicate('and', predicate('isNull', value!), predicate('isEmpty', text)),
      )
    }),
  )

/** A missing value is in no list, but for a missing text where the empty one is in it. */
const membership = (operands: Arguments): fc.Arbitrary<Expression> =>
  fc
    .constantFrom<readonly [Type, Type]>(
      ...([
        ['string', 'string'],
        ['dynamic', 'string'],
        ['dynamic', 'long'],
        ['real', 'long'],
      ] as const),
      ...([
        ['datetime', 'datetime'],
        ['bool', 'bool'],
      ] as const),
    )
    .chain(([type, of]) =>
      fc.tuple(operands(type), fc.array(literalOf(of).filter(isKnown), { minLength: 1, maxLength: 4 })),
    )
    .map(([[value], members]) => {
      const isIn = predicate('in', value!, ...members)
      if (value!.type === 'string' || isKnown(value!)) return isIn
      const isNull = predicate('isNull', value!)
      const hasEmpty = members.some((member) => member.value === '')
      return hasEmpty ? predicate('or', isNull, isIn) : predicate('and', predicate('not', isNull), isIn)
    })
