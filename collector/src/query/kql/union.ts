import { type ColumnType, columnsOf } from '../columns.ts'
import { queryError } from '../query-error.ts'
import type { Column, Expression, Query, Type } from '../tree.ts'
import { readOptions } from './operator-options.ts'
import type { Reader } from './reader.ts'
import type { Scope } from './scope.ts'
import { sourceWords } from './source-words.ts'

interface Leg {
  /** What `withsource` says of its rows. */
  readonly name: string
  readonly query: Query
}

/**
 * Rows of all tables that are named behind it, and of what stands before.
 *
 * @param before - empty where it stands at the beginning
 */
export function readUnion(
  reader: Reader,
  scope: Scope,
  at: number,
  before: readonly Leg[],
  readOther: (reader: Reader, scope: Scope) => Query,
): Query {
  const options = readOptions(reader, ['kind', 'withsource', 'with_source', 'isfuzzy'])
  const kind = options.get('kind')?.text ?? 'outer'
  if (kind !== 'inner' && kind !== 'outer') {
    throw queryError('the kind of union is inner or outer', options.get('kind')!.at)
  }
  const named = reader.readList((): Leg => {
    const isInBrackets = reader.isAt('(')
    const word = nameAhead(reader)
    const query = readOther(reader, scope)
    return { name: (isInBrackets ? nameOfAs(query) : undefined) ?? word ?? '', query }
  })
  const legs = [...before, ...named].map((leg, index) => ({
    ...leg,
    name: leg.name || `union_arg${index}`,
    columns: columnsOf(leg.query),
  }))
  const columns = (kind === 'inner' ? common : all)(legs.map((leg) => leg.columns))
  if (columns.length === 0) throw queryError('the tables of this union have no column in common', at)
  const source = options.get('withsource')?.text ?? options.get('with_source')?.text
  const clash = columns.find(({ name }) => name === source)
  if (clash) throw queryError(`there are two columns ${clash.name}`, at)
  const queries = legs.map(({ name, query, columns: own }) => {
    const named: readonly Column[] = columns.map((column) => ({
      name: column.name,
      value: own.some((each) => each.name === column.of && each.type === column.type)
        ? { kind: 'field', name: column.of, type: column.type }
        : nothing(column.type),
    }))
    const from: Column = { name: source ?? '', value: { kind: 'literal', type: 'string', value: name } }
    return [...query, { kind: 'project' as const, columns: source === undefined ? named : [from, ...named] }]
  })
  return [{ kind: 'from', rows: { kind: 'union', queries } }]
}

/** The first table that a leg names, through brackets. */
function nameAhead(reader: Reader): string | undefined {
  let ahead = 0
  for (;;) {
    const token = reader.peek(ahead)
    if (token.kind === 'name') return sourceWords.includes(token.text) ? undefined : token.text
    if (token.kind !== 'symbol' || token.text !== '(') return undefined
    ahead += 1
  }
}

/** What `as` calls these rows, the last time. */
export function nameOfAs(query: Query): string | undefined {
  const names = query.flatMap((step) =>
    step.kind === 'from' && step.rows.kind === 'shared' && step.rows.name !== undefined
      ? [step.rows.name]
      : [],
  )
  return names.at(-1)
}

const nothing = (type: Type): Expression =>
  ({ kind: 'literal', type, value: type === 'string' ? '' : null }) as Expression

interface UnitedColumn extends ColumnType {
  /** What it is called in the tables that have it. */
  readonly of: string
}

/** Each in the order in which they come; one for each type, called by it, where a name has several. */
function all(tables: readonly (readonly ColumnType[])[]): readonly UnitedColumn[] {
  const types = new Map<string, Set<Type>>()
  for (const { name, type } of tables.flat()) types.set(name, (types.get(name) ?? new Set()).add(type))
  const taken = new Set([...types].flatMap(([name, { size }]) => (size === 1 ? [name] : [])))
  return [...types].flatMap(([of, each]) => {
    if (each.size === 1) return [{ name: of, of, type: [...each][0]! }]
    return [...each].map((type) => {
      let name = `${of}_${type}`
      for (let number = 1; taken.has(name); number += 1) name = `${of}_${type}${number}`
      taken.add(name)
      return { name, of, type }
    })
  })
}

/** Those that all of them have. */
const common = ([first = [], ...others]: readonly (readonly ColumnType[])[]): readonly UnitedColumn[] =>
  first
    .filter(({ name, type }) =>
      others.every((each) => each.some((other) => other.name === name && other.type === type)),
    )
    .map(({ name, type }) => ({ name, of: name, type }))
