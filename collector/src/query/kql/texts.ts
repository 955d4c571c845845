import { compileRegex } from '../compile-regex.ts'
import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Expression } from '../tree.ts'
import { asText, expectType, isLiteral, not, predicate } from './calls.ts'
import type { Bound } from './scope.ts'

const operators: Readonly<Record<string, FunctionName>> = {
  '=~': 'equalIgnoringCase',
  contains: 'containsIgnoringCase',
  contains_cs: 'contains',
  startswith: 'startsWithIgnoringCase',
  startswith_cs: 'startsWith',
  endswith: 'endsWithIgnoringCase',
  endswith_cs: 'endsWith',
  has: 'has',
  'matches regex': 'matchesRegex',
}

/** Those that look for terms by a part of them. */
const termOperators: Readonly<Record<string, readonly [FunctionName, edge: string]>> = {
  has_cs: ['hasTerm', 'around'],
  hasprefix: ['hasTermIgnoringCase', 'before'],
  hasprefix_cs: ['hasTerm', 'before'],
  hassuffix: ['hasTermIgnoringCase', 'behind'],
  hassuffix_cs: ['hasTerm', 'behind'],
}

/** With what each is called that is true where the other is false. */
const negations: ReadonlyMap<string, string> = new Map([
  ['!~', '=~'],
  ...[...Object.keys(operators), ...Object.keys(termOperators)].map(
    (operator) => [`!${operator}`, operator] as const,
  ),
])

/** A dynamic value on the left is compared as the text that Kusto writes of it. */
export function bindTextOperation(operator: string, _at: number, left: Bound, right: Bound): Expression {
  const text = asText(expectType(operator, left, ['string', 'dynamic']))
  const other = expectType(operator, right, ['string'])
  if (operator === 'matches regex') groupsOf('matches regex', other, right.at)
  const positive = negations.get(operator)
  const [byTerm, edge] = termOperators[positive ?? operator] ?? []
  const result = byTerm
    ? predicate(byTerm, text, other, { kind: 'literal', type: 'string', value: edge! })
    : predicate(operators[positive ?? operator]!, text, other)
  return positive === undefined ? result : not(result)
}

/**
 * How many groups a regular expression has.
 *
 * @throws QueryError for what is none by RE2's rules, or no literal
 */
export function groupsOf(what: string, pattern: Expression, at: number): number {
  if (!isLiteral(pattern) || pattern.type !== 'string') {
    throw queryError(`${what} takes a literal as its expression`, at)
  }
  return compileRegex(pattern.value, at).groupCount()
}
