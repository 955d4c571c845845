import { queryError } from '../query-error.ts'
import type { Aggregate, Column, Expression, Field, Step, Type } from '../tree.ts'
import { aggregateFunctions, isRowFunction } from './aggregates.ts'
import { bind, bindTyped, expectCount } from './bind.ts'
import { call } from './calls.ts'
import { type ColumnNames, createColumnNames, nameOf } from './column-names.ts'
import { readExpression, readNamed } from './expressions.ts'
import { columnOf } from './named-columns.ts'
import { createReader, type Name, type Reader } from './reader.ts'
import { type AggregatePlace, anyColumns, type Computed, rowColumns } from './row-columns.ts'
import type { Scope } from './scope.ts'
import type { CallSyntax, NamedSyntax, Syntax } from './syntax.ts'

const groupable: readonly Type[] = ['string', 'long', 'real', 'bool', 'datetime', 'timespan']

export function readSummarize(reader: Reader, scope: Scope, at: number): readonly Step[] {
  const items = reader.isAt('by') ? [] : reader.readList(() => readItem(reader))
  const keys = reader.skip('by') ? reader.readList(() => readNamed(reader)) : []
  if (items.length === 0 && keys.length === 0) throw queryError(`summarize needs aggregates or by`, at)
  const names = createColumnNames()
  const by = keys.map((key) => groupColumn('summarize', key, scope, names))
  const place = { scope, by, names, hide: createHidden() }
  return stepsOf(
    by,
    items.flatMap(({ names: given, ...item }) =>
      given ? namedColumns(item, given, place) : columnsOfItem(item, place),
    ),
  )
}

interface SeveralNames extends NamedSyntax {
  readonly names?: readonly Name[]
}

/** `(P50, P95) = percentiles(x, 50, 95)`, or an aggregate with a name or without. */
function readItem(reader: Reader): SeveralNames {
  const behind = reader.isAt('(') ? reader.peek(reader.peekBrackets().length + 2) : undefined
  if (behind?.kind !== 'symbol' || behind.text !== '=') return readNamed(reader)
  const { at } = reader.peek()
  const list = createReader(reader.takeBrackets())
  const names = list.readList(() => list.readNewName())
  if (list.peek().kind !== 'end') throw list.unexpected(', or )')
  reader.expect('=')
  return { at, names, value: readExpression(reader) }
}

/** One column for each percentile; those that have no name keep their own. */
function namedColumns(
  { at, value }: NamedSyntax,
  names: readonly Name[],
  place: AggregatePlace,
): readonly Computed[] {
  if (value.kind !== 'call' || value.name !== 'percentiles') {
    throw queryError('names in ( ) are supported for percentiles alone', at)
  }
  const shares = sharesOf(value)
  const left = names[shares.length]
  if (left) throw queryError(`there is no column for ${left.text}`, left.at)
  return shares.flatMap((share, index) => {
    const name = names[index]
    return columnsOfItem({ at: name?.at ?? at, value: share, ...(name && { name: name.text }) }, place)
  })
}

/** A column to group by: Kusto has no groups of dynamic values. */
export function groupColumn(what: string, key: NamedSyntax, scope: Scope, names: ColumnNames): Column {
  bindTyped(what, key.value, scope, groupable)
  return columnOf(key, scope, names)
}

/** Aggregates that stand alone are columns; of others the columns are computed in a step of its own. */
export function stepsOf(by: readonly Column[], columns: readonly Computed[]): readonly Step[] {
  const isAlone = columns.every(({ value, aggregates }) => value === aggregates[0]?.[0])
  if (isAlone) {
    return [
      {
        kind: 'summarize',
        by,
        columns: columns.map(({ name, aggregates }) => ({ name, value: aggregates[0]![1] })),
      },
    ]
  }
  const aggregates = columns.flatMap((column) =>
    column.aggregates.map(([{ name }, value]) => ({ name, value })),
  )
  // One row in all needs something that is computed of it, even where all that is asked for are values.
  const computed = by.length + aggregates.length > 0 ? aggregates : [{ name: '\u00000', value: counted }]
  return [
    { kind: 'summarize', by, columns: computed },
    {
      kind: 'project',
      columns: [
        ...by.map(({ name, value: { type } }) => ({ name, value: { kind: 'field', name, type } as const })),
        ...columns.map(({ name, value }) => ({ name, value })),
      ],
    },
  ]
}

const counted: Aggregate = { type: 'long', name: 'count', arguments: [] }

export function columnsOfItem(item: NamedSyntax, place: AggregatePlace): readonly Computed[] {
  const { scope, names, hide } = place
  if (item.value.kind === 'call' && isRowFunction(item.value.name)) {
    return rowColumns(item, item.value, item.value.name, place)
  }
  const columns = severalColumns(item, place)
  if (columns) return columns
  const aggregates: (readonly [Field, Aggregate])[] = []
  const aggregate = (syntax: CallSyntax): Expression | undefined => {
    if (isRowFunction(syntax.name)) throw queryError(`${syntax.name} must stand alone`, syntax.at)
    if (syntax.name === 'percentiles_array') return packed(sharesOf(syntax).map((share) => aggregate(share)!))
    const bound = bindAggregate(syntax, scope)
    if (!bound) return undefined
    const field = hide(bound.value.type)
    aggregates.push([field, bound.value])
    return bound.finish(field)
  }
  const value = bind(item.value, { ...scope, columns: [], aggregate })
  const name =
    item.name === undefined ? names.invent(nameOf(item.value), item.at) : names.claim(item.name, item.at)
  return [{ name, value, aggregates }]
}

const several: readonly string[] = ['percentiles', 'take_any', 'take_anyif', 'any']

/** Of those that give more than one column: a name is that of the first. */
function severalColumns(item: NamedSyntax, place: AggregatePlace): readonly Computed[] | undefined {
  const { value: call } = item
  if (call.kind !== 'call' || !several.includes(call.name)) return undefined
  if (call.name !== 'percentiles') return anyColumns(item, call, place)
  return sharesOf(call).flatMap((share, index) =>
    columnsOfItem(index === 0 ? { ...item, value: share } : { at: item.at, value: share }, place),
  )
}

/** One percentile for each of those that are asked for, in a list or in a dynamic array. */
function sharesOf({ name, at, arguments: [value, ...shares] }: CallSyntax): readonly CallSyntax[] {
  if (!value || shares.length === 0) throw queryError(`${name} takes at least 2 arguments`, at)
  return shares.flatMap(numbersIn).map((share) => ({
    kind: 'call',
    at,
    name: 'percentile',
    arguments: [value, share],
  }))
}

function numbersIn(syntax: Syntax): readonly Syntax[] {
  if (syntax.kind !== 'literal' || syntax.literal.type !== 'dynamic') return [syntax]
  const list: unknown = JSON.parse(syntax.literal.value ?? 'null')
  if (!Array.isArray(list) || !list.every((share) => typeof share === 'number')) {
    throw queryError('percentiles_array takes numbers, as in dynamic([50, 95])', syntax.at)
  }
  return list.map((value) => ({
    kind: 'literal',
    at: syntax.at,
    literal: { kind: 'literal', type: 'real', value },
  }))
}

const packed = (values: readonly Expression[]): Expression => call('packArray', 'dynamic', ...values)

interface BoundAggregate {
  readonly value: Aggregate
  readonly finish: (value: Expression) => Expression
}

function bindAggregate({ name, at, arguments: list }: CallSyntax, scope: Scope): BoundAggregate | undefined {
  const entry = aggregateFunctions.get(name)
  if (!entry) return undefined
  expectCount(name, at, list.length, entry)
  const operands = list.map((operand) => ({ at: operand.at, expression: bind(operand, scope) }))
  const value = entry.bind(name, operands)
  return { value, finish: (computed) => entry.finish?.(computed, name, operands) ?? computed }
}

/** Columns that are between two steps only, called as no column of a query can be. */
export function createHidden(): (type: Type) => Field {
  let count = 0
  return (type) => {
    count += 1
    return { kind: 'field', name: `\u0000${count}`, type }
  }
}
