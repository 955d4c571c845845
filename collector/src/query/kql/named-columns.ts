import type { Column } from '../tree.ts'
import { bind } from './bind.ts'
import { type ColumnNames, nameOf } from './column-names.ts'
import type { Scope } from './scope.ts'
import type { NamedSyntax } from './syntax.ts'

/** A written expression as a column. */
export function columnOf({ name, value, at }: NamedSyntax, scope: Scope, names: ColumnNames): Column {
  const expression = bind(value, scope)
  if (name !== undefined) return { name: names.claim(name, at), value: expression }
  const made = nameOf(value)
  const isColumn = expression.kind === 'field' && expression.name === made
  return { name: isColumn ? names.claim(made, at) : names.invent(made, at), value: expression }
}
