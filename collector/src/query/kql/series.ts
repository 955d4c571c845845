import type { AggregateName } from '../aggregates.ts'
import { queryError } from '../query-error.ts'
import type { Aggregate, Column, Expression, Field, Literal, Query, Step, Type } from '../tree.ts'
import { bind, bindTyped } from './bind.ts'
import { call, predicate } from './calls.ts'
import { createColumnNames, nameOf } from './column-names.ts'
import { readExpression, readNamed } from './expressions.ts'
import { readOptions } from './operator-options.ts'
import type { Reader } from './reader.ts'
import type { PipeScope, Scope } from './scope.ts'
import { columnsOfItem, createHidden, groupColumn, stepsOf } from './summarize.ts'

const axes: readonly Type[] = ['datetime', 'timespan', 'long', 'real']

interface Range {
  readonly first?: Expression
  readonly end?: Expression
  readonly step: Expression
  /** Places are multiples of the step, and not counted from the first; the end is one of them. */
  readonly isAligned?: true
}

/**
 * Aggregates for each place of an axis, then for each group one row of arrays, in which no place is missing.
 */
export function readSeries(reader: Reader, scope: PipeScope): readonly Step[] {
  const kind = readOptions(reader, ['kind']).get('kind')
  if (kind && kind.text !== 'nonempty') throw queryError('the kind of make-series is nonempty', kind.at)
  const items = reader.readList(() => {
    const item = readNamed(reader)
    const { at } = reader.peek()
    if (!reader.skip('default')) return { item, at, other: zero }
    reader.expect('=')
    const other = bind(readExpression(reader), { ...scope, columns: [] })
    if (other.kind !== 'literal') throw queryError('the default of make-series must be a literal', at)
    return { item, at, other }
  })
  reader.expect('on')
  const axis = readNamed(reader)
  const along = bindTyped('make-series', axis.value, scope, axes)
  const range = readRange(reader, scope, along.type)
  const keys = reader.skip('by') ? reader.readList(() => readNamed(reader)) : []

  const names = createColumnNames()
  const by = keys.map((key) => groupColumn('make-series', key, scope, names))
  const hide = createHidden()
  const place = { scope, by, names, hide }
  const computed = items.map(({ item, at, other }) => {
    const columns = columnsOfItem(item, place)
    const [column] = columns
    if (columns.length !== 1 || (column!.value.type !== 'long' && column!.value.type !== 'real')) {
      throw queryError('make-series takes aggregates that give one number', item.at)
    }
    return { column: column!, other: defaultOf(other, column!.value.type, at) }
  })
  const named = axis.name ?? nameOf(axis.value)
  const axisName = axis.name === undefined ? names.invent(named, axis.at) : names.claim(axis.name, axis.at)

  const binned: Column = { name: '\u0000axis', value: binOf(along, range) }
  const grouped = stepsOf(
    [...by, binned],
    computed.map(({ column }) => column),
  )
  const bounds = [range.first ?? nothing(along.type), range.end ?? nothing(along.type), range.step]
  const axisField = fieldOf(binned)
  const arrays: readonly Column<Aggregate>[] = [
    ...computed.map(({ column, other }) => ({
      name: column.name,
      value: aggregate('series', fieldOf(column), axisField, ...bounds, other),
    })),
    { name: axisName, value: aggregate('axis', axisField, ...bounds) },
  ]
  const groups = by.map((column) => ({ name: column.name, value: fieldOf(column) }))
  const rows: readonly Step[] = [...withinOf(along, range), ...grouped]
  if (by.length > 0) return [...rows, { kind: 'summarize', by: groups, columns: arrays }]
  if (kind)
    return [
      ...orNothing(scope.before, rows, [binned, ...computed.map(({ column }) => column)]),
      { kind: 'summarize', by: [], columns: arrays },
    ]
  return [...rows, ...ofSome(arrays)]
}

/** One row of arrays, where there are any rows. */
function ofSome(arrays: readonly Column<Aggregate>[]): readonly Step[] {
  const count: Column<Aggregate> = {
    name: '\u0000count',
    value: { type: 'long', name: 'count', arguments: [] },
  }
  return [
    { kind: 'summarize', by: [], columns: [...arrays, count] },
    { kind: 'where', predicate: predicate('greater', fieldOf(count), zero) },
    { kind: 'project', columns: arrays.map((column) => ({ name: column.name, value: fieldOf(column) })) },
  ]
}

/** The rows, and one more that has no place on the axis: so there is something to make arrays of. */
function orNothing(
  before: Query,
  rows: readonly Step[],
  columns: readonly { readonly name: string; readonly value: { readonly type: Type } }[],
): readonly Step[] {
  const fields = columns.map((column) => ({ name: column.name, value: fieldOf(column) }))
  const types = fields.map(({ name, value: { type } }) => ({ name, type }))
  const values = types.map(({ type }) => nothing(type) as Literal)
  const queries: readonly Query[] = [
    [...before, ...rows, { kind: 'project', columns: fields }],
    [{ kind: 'from', rows: { kind: 'values', columns: types, rows: [values] } }],
  ]
  return [{ kind: 'from', rows: { kind: 'union', queries } }]
}

/** `from … to … step …`, or `in range(…)`, whose end is a place and whose places are multiples of the step. */
function readRange(reader: Reader, scope: Scope, axis: Type): Range {
  const read = (types: readonly Type[]): Expression =>
    bindTyped('make-series', readExpression(reader), { ...scope, columns: [] }, types)
  const bounds: readonly Type[] = axis === 'real' ? ['real', 'long'] : [axis]
  const steps: readonly Type[] = axis === 'datetime' ? ['timespan'] : bounds
  if (reader.skip('in')) {
    reader.expect('range')
    reader.expect('(')
    const first = read(bounds)
    reader.expect(',')
    const last = read(bounds)
    reader.expect(',')
    const step = read(steps)
    reader.expect(')')
    const end = call('add', axis, call('bin', axis, last, step), step)
    return { first: call('bin', axis, first, step), end, step, isAligned: true }
  }
  const first = reader.skip('from') ? read(bounds) : undefined
  const end = reader.skip('to') ? read(bounds) : undefined
  reader.expect('step')
  return { ...(first && { first }), ...(end && { end }), step: read(steps) }
}

/** Only what has a place. */
function withinOf(along: Expression, { first, end }: Range): readonly Step[] {
  const bounds = [
    ...(first ? [predicate('greaterOrEqual', along, first)] : []),
    ...(end ? [predicate('less', along, end)] : []),
  ]
  return bounds.map((bound) => ({ kind: 'where', predicate: bound }))
}

/** The place that a value belongs to. */
function binOf(along: Expression, { first, step, isAligned }: Range): Expression {
  if (!first || isAligned) return call('bin', along.type, along, step)
  if (along.type !== 'real') return call('bin', along.type, along, step, first)
  return call('add', 'real', first, call('bin', 'real', call('subtract', 'real', along, first), step))
}

function defaultOf(other: Literal, type: Type, at: number): Literal {
  if (other.value === null || other.type === type || (type === 'real' && other.type === 'long')) return other
  if (type === 'long' && other.type === 'real') return other
  throw queryError(`the default must be a number, not ${other.type}`, at)
}

const zero: Literal = { kind: 'literal', type: 'long', value: 0n }

const nothing = (type: Type): Expression => ({ kind: 'literal', type, value: null }) as Expression

const fieldOf = ({
  name,
  value,
}: {
  readonly name: string
  readonly value: { readonly type: Type }
}): Field => ({
  kind: 'field',
  name,
  type: value.type,
})

const aggregate = (name: AggregateName, ...operands: readonly Expression[]): Aggregate => ({
  type: 'dynamic',
  name,
  arguments: operands,
})
