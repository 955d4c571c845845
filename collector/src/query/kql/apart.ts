import type { Expression } from '../tree.ts'
import { operandsOf } from '../walk.ts'
import type { Scope } from './scope.ts'

/**
 * What a query in a query knows: none of the columns around it, nor what is computed of them. A name of such a value is
 * kept, to say so where it is used.
 */
export function apart({ aggregate: _, window: __, ...scope }: Scope): Scope {
  const ofRow = [...scope.constants].flatMap(([name, value]) => (hasField(value) ? [name] : []))
  if (ofRow.length === 0) return { ...scope, columns: [] }
  return { ...scope, columns: [], ofRow: new Set([...(scope.ofRow ?? []), ...ofRow]) }
}

const known = new WeakMap<Expression, boolean>()

function hasField(expression: Expression): boolean {
  const seen = known.get(expression)
  if (seen !== undefined) return seen
  const has = expression.kind === 'field' || operandsOf(expression).some(hasField)
  known.set(expression, has)
  return has
}
