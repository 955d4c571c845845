import type { ColumnType } from '../columns.ts'
import { queryError } from '../query-error.ts'
import type { Column } from '../tree.ts'
import { noColumn } from './no-column.ts'
import type { ReadOperator } from './operators.ts'
import type { Name, Reader } from './reader.ts'

/** Operators that choose among the columns that there are, by their names or by patterns. */

export const projectAway: ReadOperator = (reader, { columns }) => {
  const { at } = reader.peek()
  const away = reader.readList(() => readColumns(reader, columns).found).flat()
  const kept = columns.filter((column) => !away.includes(column))
  if (kept.length === 0) throw queryError('project-away must leave a column', at)
  return [{ kind: 'project', columns: fieldsOf(kept) }]
}

/** In the order that they have, whatever the order in which they are named. */
export const projectKeep: ReadOperator = (reader, { columns }) => {
  const kept = reader.readList(() => readColumns(reader, columns).found).flat()
  return [{ kind: 'project', columns: fieldsOf(columns.filter((each) => kept.includes(each))) }]
}

/** These first, then all others. What two patterns match stands where the first has it. */
export const projectReorder: ReadOperator = (reader, { columns }) => {
  const named = new Set<string>()
  const first = reader
    .readList(() => {
      const { name, isPattern, found } = readColumns(reader, columns)
      if (!isPattern && named.has(name.text)) throw queryError(`there are two columns ${name.text}`, name.at)
      if (!isPattern) named.add(name.text)
      return sorted(found, readDirection(reader))
    })
    .flat()
  return [{ kind: 'project', columns: fieldsOf([...new Set([...first, ...columns])]) }]
}

export function readColumn(reader: Reader, columns: readonly ColumnType[]): Name {
  const name = reader.readName('a column')
  if (!columns.some((each) => each.name === name.text)) throw noColumn(name.text, columns, name.at)
  return name
}

export const fieldsOf = (columns: readonly ColumnType[]): readonly Column[] =>
  columns.map(({ name, type }) => ({ name, value: { kind: 'field', name, type } }))

interface Chosen {
  readonly name: Name
  readonly isPattern: boolean
  readonly found: readonly ColumnType[]
}

/** A column, or all that a pattern such as `Page*` matches, one at least. */
function readColumns(reader: Reader, columns: readonly ColumnType[]): Chosen {
  const pattern = readPattern(reader)
  if (!pattern) {
    const name = readColumn(reader, columns)
    return { name, isPattern: false, found: columns.filter((each) => each.name === name.text) }
  }
  const parts = pattern.text.split('*').map((part) => part.replace(/[$]/g, '\\$&'))
  const regex = new RegExp(`^${parts.join('.*')}$`, 's')
  const found = columns.filter(({ name }) => regex.test(name))
  if (found.length === 0) {
    throw queryError(
      `no column is like ${pattern.text}; columns are ${columns.map(({ name }) => name).join(', ')}`,
      pattern.at,
    )
  }
  return { name: pattern, isPattern: true, found }
}

/** Words and stars that touch; undefined where there is no star. */
function readPattern(reader: Reader): Name | undefined {
  const { at } = reader.peek()
  let text = ''
  let count = 0
  for (let end = at; ; count += 1) {
    const token = reader.peek(count)
    const isPart = token.kind === 'name' || (token.kind === 'symbol' && token.text === '*')
    if (!isPart || token.at !== end) break
    text += token.text
    end = token.end
  }
  if (!text.includes('*')) return undefined
  for (; count > 0; count -= 1) reader.take()
  return { text, at }
}

type Direction = 'asc' | 'desc' | 'granny-asc' | 'granny-desc'

function readDirection(reader: Reader): Direction | undefined {
  const isGranny = reader.isAt('granny')
  if (isGranny) {
    reader.take()
    reader.expect('-')
  }
  for (const direction of ['asc', 'desc'] as const) {
    if (reader.skip(direction)) return isGranny ? `granny-${direction}` : direction
  }
  if (isGranny) throw reader.unexpected('asc or desc')
  return undefined
}

/** By their names; the granny way, numbers in them by their size. */
function sorted(columns: readonly ColumnType[], direction: Direction | undefined): readonly ColumnType[] {
  if (!direction) return columns
  const compare = direction.startsWith('granny') ? bySize : byLetters
  const ascending = columns.toSorted((one, other) => compare(one.name, other.name))
  return direction.endsWith('desc') ? ascending.toReversed() : ascending
}

const byLetters = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const bySize = (one: string, other: string): number => {
  const pad = (name: string) => name.replace(/\d+/g, (digits) => digits.padStart(20, '0'))
  return byLetters(pad(one), pad(other)) || byLetters(one, other)
}
