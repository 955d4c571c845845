import { columnsAfter, columnsOf } from '../columns.ts'
import { queryError } from '../query-error.ts'
import type { Column, ColumnType, Expression, Field, Join, Order, Query, Step } from '../tree.ts'
import { orderable } from './aggregates.ts'
import { asText, call, predicate } from './calls.ts'
import { createColumnNames } from './column-names.ts'
import { readNamed } from './expressions.ts'
import type { Reader } from './reader.ts'
import type { Computed } from './row-columns.ts'
import type { PipeScope } from './scope.ts'
import { columnsOfItem, createHidden, groupColumn, stepsOf } from './summarize.ts'

interface Level {
  readonly key: Column
  readonly value: Computed
  /** Absent: all. */
  readonly count?: number
  readonly isDescending: boolean
}

/**
 * The groups that are the first by an aggregate, in each of them the first groups of the next level, and so on. Each
 * level is computed of all rows, and joined with those above it.
 *
 * @param readCount - reads how many
 */
export const readTopNested =
  (readCount: (what: string, reader: Reader, scope: PipeScope) => number) =>
  (reader: Reader, scope: PipeScope, at: number): readonly Step[] => {
    const names = createColumnNames()
    const hide = createHidden()
    const keys: Column[] = []
    let isFirst = true
    const levels = reader.readList((): Level => {
      if (!isFirst) for (const part of ['top', '-', 'nested']) reader.expect(part)
      isFirst = false
      scope.spend('tables', 1, at)
      const count = reader.isAt('of') ? undefined : readCount('top-nested', reader, scope)
      reader.expect('of')
      const named = readNamed(reader)
      const key = groupColumn('top-nested', named, scope, names)
      if (key.name === '' || /^Column\d*$/.test(key.name)) {
        throw queryError(
          'top-nested needs a name for this column, as in Hour = hourofday(EventTime)',
          named.at,
        )
      }
      keys.push(key)
      if (reader.isAt('with')) {
        throw queryError('with others is not supported in top-nested', reader.peek().at)
      }
      reader.expect('by')
      const item = readNamed(reader)
      const place = { scope, by: [...keys], names, hide }
      const columns = columnsOfItem({ ...item, name: item.name ?? `aggregated_${key.name}` }, place)
      const [value] = columns
      if (columns.length !== 1 || !orderable.includes(value!.value.type)) {
        throw queryError('top-nested takes an aggregate that gives one value', item.at)
      }
      const isDescending = !reader.skip('asc')
      if (isDescending) reader.skip('desc')
      return { key, value: value!, isDescending, ...(count !== undefined && { count }) }
    })
    const query: Step[] = []
    for (const [depth, level] of levels.entries()) {
      const groups = groupsOf(levels.slice(0, depth), level, depth, scope.before)
      if (depth === 0) query.push(...groups)
      else query.push(joinOf(query, groups, depth))
    }
    const shown = levels.flatMap(({ key, value }) => [fieldOf(key), fieldOf(value)])
    return [
      ...query,
      { kind: 'project', columns: shown.map((field) => ({ name: field.name, value: field })) },
    ]
  }

/** Null is the partner of nothing, so that keys are joined as texts: that of null is empty, and of no other value. */
const textName = (depth: number): string => `\u0000text ${depth}`

const textOf = (depth: number): Field => ({ kind: 'field', name: textName(depth), type: 'string' })

/** The groups of one level, with the texts of their keys. */
function groupsOf(above: readonly Level[], level: Level, depth: number, before: Query): Query {
  const { key, value, count, isDescending } = level
  const by = [...above.map((each) => each.key), key]
  const grouped = stepsOf(by, [value])
  const texts: readonly Column[] = by.map((column, at) => ({
    name: textName(at),
    value: asText(fieldOf(column)),
  }))
  const columns: readonly Column[] = [
    ...[key, value].map((column) => ({ name: column.name, value: fieldOf(column) })),
    ...texts,
  ]
  const start: Query = [{ kind: 'from', rows: { kind: 'shared', query: before } }]
  const all: Query = [...start, ...grouped, { kind: 'project', columns }]
  if (count === undefined) return all
  const group = above.map((_, at) => textOf(at))
  const orders: readonly Order[] = [
    { by: fieldOf(value), isDescending, nulls: isDescending ? 'last' : 'first' },
    // Of two that are equal always the same one.
    { by: textOf(depth), isDescending: false, nulls: 'first' },
  ]
  if (depth === 0) return [...all, { kind: 'sort', orders }, { kind: 'take', count }]
  const place: Field = { kind: 'field', name: '\u0000place', type: 'long' }
  const per: Expression = call('toString', 'string', call('packArray', 'dynamic', ...group))
  return [
    ...all,
    { kind: 'sort', orders },
    {
      kind: 'windows',
      columns: [{ name: place.name, value: { type: 'long', name: 'rowNumber', arguments: [], per } }],
    },
    {
      kind: 'where',
      predicate: predicate('lessOrEqual', place, { kind: 'literal', type: 'long', value: BigInt(count) }),
    },
    { kind: 'project', columns: fields(all.reduce(columnsAfter, columnsOf([]))) },
  ]
}

/** Groups with those that they are in. */
function joinOf(above: Query, groups: Query, depth: number): Join {
  const shared = Array.from({ length: depth }, (_, at) => textName(at))
  const columns = (query: Query, side: 'left' | 'right') =>
    columnsOf(query).map(({ name, type }) => ({ name, side, field: { kind: 'field', name, type } as const }))
  return {
    kind: 'join',
    flavor: 'inner',
    right: groups,
    on: shared.map((_, at) => ({ left: textOf(at), right: textOf(at) })),
    columns: [
      ...columns(above, 'left'),
      ...columns(groups, 'right').filter(({ name }) => !shared.includes(name)),
    ],
  }
}

const fieldOf = ({
  name,
  value: { type },
}: {
  readonly name: string
  readonly value: Pick<Field, 'type'>
}): Field => ({
  kind: 'field',
  name,
  type,
})

const fields = (columns: readonly ColumnType[]): readonly Column[] =>
  columns.map(({ name, type }) => ({ name, value: { kind: 'field', name, type } }))
