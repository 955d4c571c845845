import { queryError } from '../query-error.ts'
import type { Aggregate, Column, Expression, Field, Type } from '../tree.ts'
import { extremeOf, orderable, type RowFunction, rowFunctions, valueAt } from './aggregates.ts'
import { bind, bindTyped } from './bind.ts'
import { call, not, predicate } from './calls.ts'
import { type ColumnNames, nameOf } from './column-names.ts'
import { nothingOf } from './made-aggregates.ts'
import type { Scope } from './scope.ts'
import type { CallSyntax, NamedSyntax, Syntax } from './syntax.ts'

/** A column of the answer: what is computed of aggregates, each of which the value has as a field. */
export interface Computed {
  readonly name: string
  readonly value: Expression
  readonly aggregates: readonly (readonly [Field, Aggregate])[]
}

/** Where an aggregate stands. */
export interface AggregatePlace {
  readonly scope: Scope
  readonly by: readonly Column[]
  readonly names: ColumnNames
  readonly hide: (type: Type) => Field
}

/** The greatest or least first, then what its row says of the others. */
export function rowColumns(
  item: NamedSyntax,
  { arguments: list, at }: CallSyntax,
  functionName: RowFunction,
  { scope, by, names, hide }: AggregatePlace,
): readonly Computed[] {
  const [first, ...others] = list
  if (!first) throw queryError(`${functionName} takes at least 1 argument`, at)
  const { extreme } = rowFunctions[functionName]
  const greatest = bindTyped(functionName, first, scope, orderable)
  const firstName = nameOf(first)
  const name = nameOfItem(item, firstName ?? `${extreme}_`, names)
  const values = others.flatMap((other, index) => {
    if (other.kind === 'star') return rest(scope, [greatest, ...by.map(({ value }) => value)])
    const made = nameOf(other) ?? `${extreme}_${firstName ?? ''}_arg${index + 1}`
    return [{ name: made, value: bind(other, scope) }]
  })
  const alone = (name: string, value: Aggregate): Computed => {
    const field = hide(value.type)
    return { name, value: field, aggregates: [[field, value]] }
  }
  return [
    alone(name, extremeOf(functionName, greatest)),
    ...values.map(({ name: made, value }) =>
      alone(names.invent(made, item.at), valueAt(functionName, greatest, value)),
    ),
  ]
}

/** What the first column is called: as it was written, or by what was made up. */
const nameOfItem = ({ name, at }: NamedSyntax, made: string | undefined, names: ColumnNames): string =>
  name === undefined ? names.invent(made, at) : names.claim(name, at)

/** All columns but these. */
const rest = ({ columns }: Scope, without: readonly Expression[]): readonly Column[] =>
  columns
    .filter(({ name }) => !without.some((each) => each.kind === 'field' && each.name === name))
    .map(({ name, type }) => ({ name, value: { kind: 'field', name, type } }))

/** Values of one row: of a single one of a row that has it, if any has. */
export function anyColumns(
  item: NamedSyntax,
  { name, arguments: list, at }: CallSyntax,
  { scope, by, names, hide }: AggregatePlace,
): readonly Computed[] {
  if (list.length === 0) throw queryError(`${name} takes at least 1 argument`, at)
  // The obsolete name says itself in its columns.
  const prefix = name === 'any' ? 'any_' : ''
  const taken = list.flatMap((syntax): readonly Column[] => {
    if (syntax.kind === 'star')
      return rest(
        scope,
        by.map(({ value }) => value),
      )
    return [{ name: nameOf(syntax) ?? '', value: bind(syntax, scope) }]
  })
  if (name === 'take_anyif') return [anyWhere(item, list, at, { scope, by, names, hide })]
  const isSingle = list.length === 1 && list[0]!.kind !== 'star'
  return taken.map(({ name: made, value }, index) => {
    const field = hide(value.type)
    const aggregate = valueAt('arg_max', isSingle ? presence(value) : absent, value)
    const own = prefix + made || undefined
    const column = index === 0 ? nameOfItem(item, own, names) : names.invent(own, item.at)
    return { name: column, value: field, aggregates: [[field, aggregate]] }
  })
}

/** Of a row for which the second is true, and nothing where there is none. */
function anyWhere(
  item: NamedSyntax,
  list: readonly Syntax[],
  at: number,
  { scope, names, hide }: AggregatePlace,
): Computed {
  const [of, condition] = list
  if (list.length !== 2 || !of || !condition || of.kind === 'star') {
    throw queryError('take_anyif takes 2 arguments: a value and a condition', at)
  }
  const value = bind(of, scope)
  const isWanted = bindTyped('take_anyif', condition, scope, ['bool'])
  const by = call('case', 'long', isWanted, presence(value), absent)
  const kept = call('case', value.type, isWanted, value, nothingOf(value.type))
  const field = hide(value.type)
  return {
    name: nameOfItem(item, nameOf(of), names),
    value: field,
    aggregates: [[field, valueAt('arg_max', by, kept)]],
  }
}

const absent: Expression = { kind: 'literal', type: 'long', value: null }

/** 1 where there is something, else null. */
function presence(value: Expression): Expression {
  const isThere = value.type === 'string' ? not(predicate('isEmpty', value)) : not(predicate('isNull', value))
  return call('case', 'long', isThere, { kind: 'literal', type: 'long', value: 1n }, absent)
}
