import { type ColumnType, columnsOf } from '../columns.ts'
import { queryError } from '../query-error.ts'
import type { Field, Join, JoinedColumn, JoinKind, Query, Step } from '../tree.ts'
import { readOptions } from './operator-options.ts'
import type { Reader } from './reader.ts'
import type { PipeScope } from './scope.ts'
import { readOther } from './source.ts'

/** What Kusto's kinds are here, and which side is gone through. */
const kinds: Readonly<Record<string, readonly [JoinKind, isTurned?: true]>> = {
  innerunique: ['innerUnique'],
  inner: ['inner'],
  leftouter: ['leftOuter'],
  rightouter: ['rightOuter'],
  fullouter: ['fullOuter'],
  leftsemi: ['leftSemi'],
  leftanti: ['leftAnti'],
  anti: ['leftAnti'],
  leftantisemi: ['leftAnti'],
  rightsemi: ['leftSemi', true],
  rightanti: ['leftAnti', true],
  rightantisemi: ['leftAnti', true],
}

export function readJoin(reader: Reader, scope: PipeScope, at: number): readonly Step[] {
  const { flavor, isTurned, right, on } = readParts(
    'join',
    reader,
    scope,
    at,
    'innerunique',
    Object.keys(kinds),
  )
  if (isTurned) {
    const pairs = on.map((pair) => ({ left: pair.right, right: pair.left }))
    return [...from(right), joinOf(flavor, scope.before, pairs, columnsOf(right), [])]
  }
  const isFiltering = flavor === 'leftSemi' || flavor === 'leftAnti'
  return [joinOf(flavor, right, on, scope.columns, isFiltering ? [] : columnsOf(right))]
}

/** Whose rows are gone through instead of those before. */
const from = (query: Query): Query => [{ kind: 'from', rows: { kind: 'shared', query } }]

/** Adds the other columns of what may be known about a row; the keys are there already. */
export function readLookup(reader: Reader, scope: PipeScope, at: number): readonly Step[] {
  const { flavor, right, on } = readParts('lookup', reader, scope, at, 'leftouter', ['leftouter', 'inner'])
  const added = columnsOf(right).filter(({ name }) => !on.some((pair) => pair.right.name === name))
  return [joinOf(flavor, right, on, scope.columns, added)]
}

type Pairs = Join['on']

function joinOf(
  flavor: JoinKind,
  right: Query,
  on: Pairs,
  left: readonly ColumnType[],
  added: readonly ColumnType[],
): Join {
  const taken = new Set([...left, ...added].map(({ name }) => name))
  const columns: readonly JoinedColumn[] = [
    ...left.map((column) => ({ name: column.name, side: 'left' as const, field: fieldOf(column) })),
    ...added.map((column) => ({
      name: left.some(({ name }) => name === column.name) ? numbered(column.name, taken) : column.name,
      side: 'right' as const,
      field: fieldOf(column),
    })),
  ]
  return { kind: 'join', flavor, right, on, columns }
}

function numbered(name: string, taken: Set<string>): string {
  let number = 1
  while (taken.has(`${name}${number}`)) number += 1
  taken.add(`${name}${number}`)
  return `${name}${number}`
}

const fieldOf = ({ name, type }: ColumnType): Field => ({ kind: 'field', name, type })

function readParts(
  what: string,
  reader: Reader,
  scope: PipeScope,
  at: number,
  usual: string,
  allowed: readonly string[],
) {
  const kind = readOptions(reader, ['kind']).get('kind') ?? { text: usual, at }
  if (!allowed.includes(kind.text)) {
    throw queryError(`the kind of ${what} is ${allowed.join(', ')}, not ${kind.text}`, kind.at)
  }
  const [flavor, isTurned] = kinds[kind.text]!
  const right = readOther(reader, scope)
  reader.expect('on')
  const sides = { left: scope.columns, right: columnsOf(right) }
  const on: Pairs = reader
    .readList(() => {
      const pairs = [readPair(reader, sides)]
      while (reader.skip('and')) pairs.push(readPair(reader, sides))
      return pairs
    })
    .flat()
  return { flavor, isTurned, right, on }
}

type Sides = Readonly<Record<'left' | 'right', readonly ColumnType[]>>

/** The name of a column that both have, or `$left.x == $right.y`. */
function readPair(reader: Reader, sides: Sides): Pairs[number] {
  const { at } = reader.peek()
  if (reader.isAt('$left', '$right')) {
    const left = readSide(reader, 'left', sides)
    reader.expect('==')
    return pairOf(left, readSide(reader, 'right', sides), at)
  }
  const { text } = reader.readName('a column')
  if (reader.isAt('==', '.', '(')) {
    throw queryError('join takes columns that both have, or $left.… == $right.…', at)
  }
  return pairOf(columnIn(sides, 'left', text, at), columnIn(sides, 'right', text, at), at)
}

function readSide(reader: Reader, side: 'left' | 'right', sides: Sides): Field {
  reader.expect(`$${side}`)
  reader.expect('.')
  const { text, at } = reader.readName('a column')
  return columnIn(sides, side, text, at)
}

function columnIn(sides: Sides, side: 'left' | 'right', name: string, at: number): Field {
  const column = sides[side].find((each) => each.name === name)
  if (column) return fieldOf(column)
  const names = sides[side].map((each) => each.name).join(', ')
  throw queryError(`there is no column ${name} on the ${side}; columns are ${names}`, at)
}

function pairOf(left: Field, right: Field, at: number): Pairs[number] {
  if (left.type === 'dynamic' || right.type === 'dynamic') {
    const { name } = left.type === 'dynamic' ? left : right
    throw queryError(`join does not compare dynamic; write extend ${name} = tostring(${name}) before`, at)
  }
  if (left.type !== right.type) {
    throw queryError(`join does not compare ${left.type} and ${right.type}`, at)
  }
  return { left, right }
}
