import { compileRegex } from '../compile-regex.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Literal } from '../tree.ts'

type Text = Extract<Literal, { readonly type: 'string' }>

/**
 * The pattern of a regular expression: engines compile it once.
 *
 * @throws QueryError when it is computed, or cannot be read
 */
export function literalPattern(pattern: Expression | undefined): Text {
  if (pattern?.kind !== 'literal' || pattern.type !== 'string' || pattern.value === null)
    throw queryError('the pattern of a regular expression must be a text as it stands, not computed')
  compileRegex(pattern.value)
  return pattern
}
