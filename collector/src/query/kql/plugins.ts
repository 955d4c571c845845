import { queryError } from '../query-error.ts'
import type { Expression, Field, Step } from '../tree.ts'
import { bindTyped } from './bind.ts'
import { asText, call } from './calls.ts'
import { fieldsOf } from './column-operators.ts'
import { readExpression } from './expressions.ts'
import { longLiteral, textLiteral } from './operands.ts'
import { createReader, type Reader } from './reader.ts'
import { pluginInstead } from './refused-operators.ts'
import type { PipeScope } from './scope.ts'
import type { Syntax } from './syntax.ts'
import { isSerialized } from './windows.ts'

/** @param at - where its name stands */
type Plugin = (list: readonly Syntax[], scope: PipeScope, at: number) => readonly Step[]

/** How many different values there are in the first set, in the first two of them, and so on. */
const dcountIntersect: Plugin = (list, scope, at) => {
  if (list.length < 2 || list.length > 16) {
    throw queryError('dcount_intersect takes 2 to 16 sets, as hll(…) makes them', at)
  }
  const sets = list.map((syntax) => bindTyped('dcount_intersect', syntax, scope, ['dynamic']))
  const added = sets.map((_, index) => {
    const name = `s${index}`
    if (scope.columns.some((column) => column.name === name))
      throw queryError(`there are two columns ${name}`, at)
    const common = call('setIntersect', 'dynamic', ...sets.slice(0, index + 1))
    return { name, value: call('arrayLength', 'long', index === 0 ? sets[0]! : common) }
  })
  return [{ kind: 'project', columns: [...fieldsOf(scope.columns), ...added] }]
}

const number: Field = { kind: 'field', name: '\u0000number', type: 'long' }
const pair: Field = { kind: 'field', name: '\u0000pair', type: 'dynamic' }

const partOf = (place: number): Expression =>
  asText({ kind: 'path', type: 'dynamic', of: pair, keys: [place] })

/** A row of each value: which row it was of, its column, and the value as a text. */
const narrow: Plugin = (list, { before, columns }, at) => {
  if (list.length > 0) throw queryError('narrow takes no arguments', at)
  const bool = columns.find(({ type }) => type === 'bool')
  if (bool) {
    throw queryError(
      `narrow of the bool ${bool.name} is not supported; write tostring(${bool.name}) before it`,
      at,
    )
  }
  const pairs = fieldsOf(columns).map(({ name, value }) =>
    call('packArray', 'dynamic', textLiteral(name), asText(value)),
  )
  const row: Field = { kind: 'field', name: 'Row', type: 'long' }
  return [
    ...(isSerialized(before) ? [] : [{ kind: 'sort', orders: [] } as const]),
    {
      kind: 'windows',
      columns: [{ name: number.name, value: { type: 'long', name: 'rowNumber', arguments: [] } }],
    },
    {
      kind: 'project',
      columns: [
        { name: row.name, value: call('subtract', 'long', number, longLiteral(1n)) },
        { name: pair.name, value: call('packArray', 'dynamic', ...pairs) },
      ],
    },
    { kind: 'expand', columns: [{ name: pair.name, array: pair, type: 'dynamic' }] },
    {
      kind: 'project',
      columns: [
        { name: row.name, value: row },
        { name: 'Column', value: partOf(0) },
        { name: 'Value', value: partOf(1) },
      ],
    },
  ]
}

/** Those whose columns are known before their rows are. */
const plugins: ReadonlyMap<string, Plugin> = new Map([
  ['dcount_intersect', dcountIntersect],
  ['narrow', narrow],
])

export function readEvaluate(reader: Reader, scope: PipeScope): readonly Step[] {
  const { text, at } = reader.readName('a plugin')
  const plugin = plugins.get(text)
  if (!plugin) {
    throw queryError(
      `evaluate ${text} is not supported${pluginInstead(text) || `; plugins are ${[...plugins.keys()].join(', ')}`}`,
      at,
    )
  }
  if (!reader.isAt('(')) throw reader.unexpected('(')
  const list = createReader(reader.takeBrackets())
  const operands = list.peek().kind === 'end' ? [] : list.readList(() => readExpression(list))
  if (list.peek().kind !== 'end') throw list.unexpected(', or )')
  return plugin(operands, scope, at)
}
