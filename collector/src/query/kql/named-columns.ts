import type { Column, Expression } from '../tree.ts'
import { bind } from './bind.ts'
import { type ColumnNames, nameOf } from './column-names.ts'
import type { Scope } from './scope.ts'
import type { NamedSyntax, Syntax } from './syntax.ts'

/** A written expression as a column. */
export function columnOf({ name, value, at }: NamedSyntax, scope: Scope, names: ColumnNames): Column {
  const expression = bind(value, scope)
  if (name !== undefined) return { name: names.claim(name, at), value: expression }
  const made = nameOf(value) ?? existing(value, expression)
  const isColumn = expression.kind === 'field' && expression.name === made
  return { name: isColumn ? names.claim(made, at) : names.invent(made, at), value: expression }
}

/** A column that was looked for and found has its own name. */
function existing(syntax: Syntax, found: Expression): string | undefined {
  if (syntax.kind !== 'call' || syntax.name !== 'column_ifexists' || found.kind !== 'field') return undefined
  const [name] = syntax.arguments
  return name?.kind === 'literal' && name.literal.value === found.name ? found.name : undefined
}
