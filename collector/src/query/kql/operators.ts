import { queryError } from '../query-error.ts'
import type { Order, Step } from '../tree.ts'
import { orderable } from './aggregates.ts'
import { bind, bindTyped } from './bind.ts'
import { expectBool } from './calls.ts'
import { createColumnNames } from './column-names.ts'
import { fieldsOf, projectAway, projectKeep, projectReorder, readColumn } from './column-operators.ts'
import { readExpand } from './expand.ts'
import { readExpression, readNamed } from './expressions.ts'
import { readGetSchema } from './get-schema.ts'
import { readJoin, readLookup } from './join.ts'
import { readApply, readPartition } from './mv-apply.ts'
import { columnOf } from './named-columns.ts'
import { readOptions } from './operator-options.ts'
import { readParse } from './parse-operator.ts'
import { readEvaluate } from './plugins.ts'
import { callTable } from './query-functions.ts'
import type { Reader } from './reader.ts'
import type { PipeScope, Scope } from './scope.ts'
import { readSeries } from './series.ts'
import { readArguments, readOther } from './source.ts'
import { groupColumn, readSummarize } from './summarize.ts'
import { readTopNested } from './top-nested.ts'
import { nameOfAs, readUnion } from './union.ts'

/** Reads what stands behind an operator's name. */
export type ReadOperator = (reader: Reader, scope: PipeScope, at: number) => readonly Step[]

const where: ReadOperator = (reader, scope) => {
  const syntax = readExpression(reader)
  const predicate = expectBool('where', { at: syntax.at, expression: bind(syntax, scope) })
  return [{ kind: 'where', predicate }]
}

const take: ReadOperator = (reader, scope) => [{ kind: 'take', count: readCount('take', reader, scope) }]

const sample: ReadOperator = (reader, scope) => [
  { kind: 'sample', count: readCount('sample', reader, scope) },
]

const project: ReadOperator = (reader, scope) => {
  const names = createColumnNames()
  return [{ kind: 'project', columns: reader.readList(() => columnOf(readNamed(reader), scope, names)) }]
}

/** What has the name of a column takes its place. */
const extend: ReadOperator = (reader, scope) => {
  const names = createColumnNames((name) => scope.columns.some((each) => each.name === name), 'unique')
  const added = reader.readList(() => columnOf(readNamed(reader), scope, names))
  const kept = fieldsOf(scope.columns).map((field) => added.find(({ name }) => name === field.name) ?? field)
  return [{ kind: 'project', columns: [...kept, ...added.filter((column) => !kept.includes(column))] }]
}

const projectRename: ReadOperator = (reader, { columns }) => {
  const renames = reader.readList(() => {
    const name = reader.readNewColumn()
    reader.expect('=')
    return { name, column: readColumn(reader, columns) }
  })
  for (const [index, { name, column }] of renames.entries()) {
    const isTaken = columns.some((each) => each.name === name.text)
    if (isTaken || renames.slice(0, index).some((other) => other.name.text === name.text)) {
      throw queryError(`there are two columns ${name.text}`, name.at)
    }
    if (renames.slice(0, index).some((other) => other.column.text === column.text)) {
      throw queryError(`${column.text} is renamed twice`, column.at)
    }
  }
  const nameFor = (name: string): string =>
    renames.find(({ column }) => column.text === name)?.name.text ?? name
  return [
    {
      kind: 'project',
      columns: fieldsOf(columns).map(({ name, value }) => ({ name: nameFor(name), value })),
    },
  ]
}

const distinct: ReadOperator = (reader, scope) => {
  const names = createColumnNames()
  const { at } = reader.peek()
  const keys = reader.skip('*')
    ? scope.columns.map(({ name }) => ({ at, value: { kind: 'name' as const, at, name } }))
    : reader.readList(() => readNamed(reader))
  return [
    { kind: 'summarize', by: keys.map((key) => groupColumn('distinct', key, scope, names)), columns: [] },
  ]
}

const count: ReadOperator = () => [
  {
    kind: 'summarize',
    by: [],
    columns: [{ name: 'Count', value: { type: 'long', name: 'count', arguments: [] } }],
  },
]

const sort: ReadOperator = (reader, scope) => {
  reader.expect('by')
  return [{ kind: 'sort', orders: reader.readList(() => readOrder('sort', reader, scope)) }]
}

const top: ReadOperator = (reader, scope) => {
  const count = readCount('top', reader, scope)
  reader.expect('by')
  return [
    { kind: 'sort', orders: [readOrder('top', reader, scope)] },
    { kind: 'take', count },
  ]
}

const sampleDistinct: ReadOperator = (reader, scope) => {
  const count = readCount('sample-distinct', reader, scope)
  reader.expect('of')
  const names = createColumnNames()
  return [
    { kind: 'summarize', by: [groupColumn('sample-distinct', readNamed(reader), scope, names)], columns: [] },
    { kind: 'take', count },
  ]
}

const union: ReadOperator = (reader, scope, at) => {
  const name = scope.before.length === 0 ? 'Events' : (nameOfAs(scope.before) ?? '')
  return readUnion(reader, scope, at, [{ name, query: scope.before }], readOther)
}

const as: ReadOperator = (reader, scope) => {
  readOptions(reader, [])
  const { text } = reader.readNewName()
  scope.define(text, scope.before)
  return [{ kind: 'from', rows: { kind: 'shared', query: scope.before, name: text } }]
}

const invoke: ReadOperator = (reader, scope, at) => {
  const { text, at: nameAt } = reader.readName('a function')
  if (!scope.functions.has(text)) throw queryError(`there is no function ${text}`, nameAt)
  const others = readArguments(reader, scope)
  return [
    {
      kind: 'from',
      rows: {
        kind: 'shared',
        query: callTable(text, [{ at, query: scope.before }, ...others], nameAt, scope),
      },
    },
  ]
}

export const operators: ReadonlyMap<string, ReadOperator> = new Map([
  ['where', where],
  ['filter', where],
  ['take', take],
  ['limit', take],
  ['sample', sample],
  ['project', project],
  ['project-away', projectAway],
  ['project-keep', projectKeep],
  ['project-reorder', projectReorder],
  ['project-rename', projectRename],
  ['extend', extend],
  ['summarize', readSummarize],
  ['top-nested', readTopNested(readCount)],
  ['count', count],
  ['distinct', distinct],
  ['sort', sort],
  ['order', sort],
  ['top', top],
  ['serialize', extend],
  ['join', readJoin],
  ['lookup', readLookup],
  ['union', union],
  ['mv-expand', readExpand(undefined)],
  ['mvexpand', readExpand(128)],
  ['mv-apply', readApply],
  ['partition', readPartition],
  ['make-series', readSeries],
  ['parse', readParse(false)],
  ['parse-where', readParse(true)],
  ['sample-distinct', sampleDistinct],
  ['as', as],
  ['invoke', invoke],
  ['getschema', readGetSchema],
  ['evaluate', readEvaluate],
])

function readCount(what: string, reader: Reader, scope: Scope): number {
  const syntax = readExpression(reader)
  const value = bind(syntax, scope)
  const count = value.kind === 'literal' && value.type === 'long' ? Number(value.value ?? -1n) : -1
  if (count < 0 || count > 0x7fff_ffff) {
    throw queryError(`${what} must be followed by a whole number`, syntax.at)
  }
  return count
}

/** Falling unless said otherwise, and null below everything. */
function readOrder(what: string, reader: Reader, scope: Scope): Order {
  const by = bindTyped(what, readExpression(reader), scope, orderable)
  const isDescending = !reader.skip('asc')
  if (isDescending) reader.skip('desc')
  if (!reader.skip('nulls')) return { by, isDescending, nulls: isDescending ? 'last' : 'first' }
  if (reader.skip('first')) return { by, isDescending, nulls: 'first' }
  reader.expect('last')
  return { by, isDescending, nulls: 'last' }
}
