import { columnsAfter } from '../columns.ts'
import { queryError } from '../query-error.ts'
import type { Column, ColumnType, Field, Query, Step } from '../tree.ts'
import { createColumnNames } from './column-names.ts'
import { readExpansion } from './expand.ts'
import { readOptions } from './operator-options.ts'
import { perGroup } from './per-group.ts'
import { createReader, type Reader } from './reader.ts'
import type { PipeScope } from './scope.ts'
import { groupColumn } from './summarize.ts'

/** Steps that the elements of each row go through by themselves; what comes of them stands beside the row. */
export function readApply(reader: Reader, scope: PipeScope, at: number): readonly Step[] {
  const expand = readExpansion('mv-apply', reader, scope, undefined)
  reader.expect('on')
  const mark = markOf(scope)
  const key: Field = { kind: 'field', name: `${mark}row`, type: 'long' }
  const copies = scope.columns.map((column): Field => ({ ...fieldOf(column), name: mark + column.name }))
  const start: readonly Step[] = [
    {
      kind: 'windows',
      columns: [{ name: key.name, value: { type: 'long', name: 'rowNumber', arguments: [] } }],
    },
    {
      kind: 'project',
      columns: [
        ...fields(scope.columns),
        { name: key.name, value: key },
        ...scope.columns.map((column) => ({ name: mark + column.name, value: fieldOf(column) })),
      ],
    },
    expand,
  ]
  const inside = columnsAfter(scope.columns, expand)
  const steps = readInside(reader, scope, inside, [...scope.before, expand])
  const given = steps.reduce(columnsAfter, inside)
  const expanded = new Set(expand.columns.map(({ name }) => name))
  const columns: readonly Column[] = [
    ...scope.columns.flatMap((column, index): readonly Column[] => {
      const found = given.find(({ name }) => name === column.name)
      if (found) return fields([found])
      return expanded.has(column.name) ? [] : [{ name: column.name, value: copies[index]! }]
    }),
    ...fields(given.filter(({ name }) => !scope.columns.some((column) => column.name === name))),
  ]
  return apart(scope, [
    ...start,
    ...perGroup('mv-apply', steps, key, copies, at),
    { kind: 'project', columns },
  ])
}

/** Steps that the rows of each value of a column go through by themselves. */
export function readPartition(reader: Reader, scope: PipeScope, at: number): readonly Step[] {
  readOptions(reader, [])
  reader.expect('by')
  const { text: name, at: nameAt } = reader.readName('a column')
  const named = { at: nameAt, value: { kind: 'name', name, at: nameAt } } as const
  const { value } = groupColumn('partition', named, scope, createColumnNames())
  const key: Field = { kind: 'field', name: `${markOf(scope)}key`, type: value.type }
  const steps = readInside(reader, scope, scope.columns, scope.before)
  return apart(scope, [
    { kind: 'project', columns: [...fields(scope.columns), { name: key.name, value }] },
    ...perGroup('partition', steps, key, [], at),
    { kind: 'project', columns: fields(steps.reduce(columnsAfter, scope.columns)) },
  ])
}

/** Of names that no query has, and no operator around this one. */
const markOf = ({ depth = 0 }: PipeScope): string => `\u0000${depth} `

/** Operators in brackets, the first of them without a bar. */
function readInside(reader: Reader, scope: PipeScope, columns: readonly ColumnType[], before: Query): Query {
  if (!reader.isAt('(')) throw reader.unexpected('(')
  return reader.nested(() => {
    scope.spend('tables', 1, reader.peek().at)
    const body = createReader(reader.takeBrackets())
    if (body.peek().kind === 'end') throw queryError('an operator is expected in ( )', reader.peek().at)
    const steps = scope.readSteps(body, { ...scope, depth: (scope.depth ?? 0) + 1 }, before, columns)
    if (body.peek().kind !== 'end') throw body.unexpected('| or )')
    return steps
  })
}

/** The rows of each group were in an order, all of them together are in none. */
const apart = ({ depth, before }: PipeScope, steps: Query): readonly Step[] =>
  depth
    ? steps
    : [
        {
          kind: 'from',
          rows: {
            kind: 'union',
            queries: [[{ kind: 'from', rows: { kind: 'shared', query: before } }, ...steps]],
          },
        },
      ]

const fieldOf = ({ name, type }: ColumnType): Field => ({ kind: 'field', name, type })

const fields = (columns: readonly ColumnType[]): readonly Column[] =>
  columns.map((column) => ({ name: column.name, value: fieldOf(column) }))
