import { ticksOf } from '../../../src/model/ticks.ts'
import type {
  Expand,
  Expression,
  From,
  Join,
  Literal,
  Query,
  Type,
  Window,
  Windows,
} from '../../../src/query/tree.ts'
import { areEqual, isNumber, type Json, type Value } from './values.ts'

export type Row = ReadonlyMap<string, Value>

export type Result = (expression: Expression, row: Row) => Value

export const valueOfLiteral = ({ type, value }: Literal): Value =>
  type === 'dynamic' && value !== null ? (JSON.parse(value) as Json) : value

/** Null is the key of nothing. */
export const isSameKey = (one: Value, other: Value): boolean =>
  one !== null && other !== null && areEqual(one, other)

const nothing = (type: Type): Value => (type === 'string' ? '' : null)

const empty: Row = new Map()

export function evaluateFrom(
  { rows }: From,
  result: Result,
  ask: (query: Query) => readonly Row[],
): readonly Row[] {
  switch (rows.kind) {
    case 'values':
      return rows.rows.map(
        (values) => new Map(rows.columns.map(({ name }, at) => [name, valueOfLiteral(values[at]!)])),
      )
    case 'range':
      return range(
        ...([rows.first, rows.last, rows.step].map((each) => result(each, empty)) as [Value, Value, Value]),
      ).map((value) => new Map([[rows.name, rows.type === 'real' ? Number(value) : value]]))
    case 'union':
      return rows.queries.flatMap(ask)
    case 'shared':
      return ask(rows.query)
  }
}

function range(first: Value, last: Value, step: Value): readonly Value[] {
  if (!isNumber(first) || !isNumber(last) || !isNumber(step) || Number(step) === 0) return []
  const values: Value[] = []
  for (let count = 0; ; count += 1) {
    const value =
      typeof first === 'bigint' && typeof step === 'bigint'
        ? first + BigInt(count) * step
        : Number(first) + count * Number(step)
    if (step > 0 ? value > last : value < last) return values
    values.push(value)
  }
}

/** Every row of the one with every row of the other. */
export function evaluateJoin(step: Join, rows: readonly Row[], others: readonly Row[]): readonly Row[] {
  const isPair = (left: Row, right: Row): boolean =>
    step.on.every((pair) => isSameKey(left.get(pair.left.name) ?? null, right.get(pair.right.name) ?? null))
  const combined = (left: Row | undefined, right: Row | undefined): Row =>
    new Map(
      step.columns.map(({ name, side, field }) => {
        const row = side === 'left' ? left : right
        return [name, row ? (row.get(field.name) ?? null) : nothing(field.type)]
      }),
    )
  const partners = (left: Row) => others.filter((right) => isPair(left, right))
  const alone = others.filter((right) => !rows.some((left) => isPair(left, right)))
  switch (step.flavor) {
    case 'leftSemi':
      return rows.filter((left) => partners(left).length > 0)
    case 'leftAnti':
      return rows.filter((left) => partners(left).length === 0)
    case 'innerUnique': {
      const isSame = (one: Row, other: Row) =>
        step.on.every(({ left }) => isSameKey(one.get(left.name) ?? null, other.get(left.name) ?? null))
      const first = rows.filter((row, at) => !rows.slice(0, at).some((other) => isSame(row, other)))
      return first.flatMap((left) => partners(left).map((right) => combined(left, right)))
    }
    default: {
      const keepsLeft = step.flavor === 'leftOuter' || step.flavor === 'fullOuter'
      const keepsRight = step.flavor === 'rightOuter' || step.flavor === 'fullOuter'
      return [
        ...rows.flatMap((left) => {
          const found = partners(left)
          if (found.length === 0) return keepsLeft ? [combined(left, undefined)] : []
          return found.map((right) => combined(left, right))
        }),
        ...(keepsRight ? alone.map((right) => combined(undefined, right)) : []),
      ]
    }
  }
}

export const evaluateExpand = (step: Expand, rows: readonly Row[], result: Result): readonly Row[] =>
  rows.flatMap((row) => {
    const arrays = step.columns.map(({ array }) => result(array, row) as readonly Json[])
    const count = Math.min(Math.max(...arrays.map(({ length }) => length)), step.limit ?? Infinity)
    return Array.from({ length: count }, (_, at): Row => {
      const elements = step.columns.map(
        ({ name, type }, column) => [name, cast(arrays[column]![at] ?? null, type)] as const,
      )
      const index = step.index === undefined ? [] : [[step.index, BigInt(at)] as const]
      return new Map<string, Value>([...row, ...elements, ...index])
    })
  })

/** An element keeps its value or loses it: nothing is made of another type. */
function cast(value: Json, type: Type): Value {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : ''
    case 'long':
      return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : null
    case 'real':
      return typeof value === 'number' ? value : null
    case 'bool':
      return typeof value === 'boolean' ? value : null
    case 'datetime':
      return typeof value === 'string' ? (ticksOf(value) ?? null) : null
    default:
      return value
  }
}

export function evaluateWindows(step: Windows, rows: readonly Row[], result: Result): readonly Row[] {
  return rows.map((row, at) => {
    const added = step.columns.map(({ name, value: window }) => {
      const part = window.per ? result(window.per, row) : null
      const isIn = (other: Row) => !window.per || areEqual(result(window.per, other), part)
      const before = rows.slice(0, at).filter(isIn)
      const after = rows.slice(at + 1).filter(isIn)
      return [name, look(window, before, row, after, result)] as const
    })
    return new Map<string, Value>([...row, ...added])
  })
}

function look(
  { name, type, arguments: operands }: Window,
  before: readonly Row[],
  row: Row,
  after: readonly Row[],
  result: Result,
): Value {
  const [value, distance, other] = operands
  const away = distance ? Number(result(distance, row)) : 0
  switch (name) {
    case 'rowNumber':
      return BigInt(before.length + 1)
    case 'previous':
    case 'next': {
      const near = name === 'previous' ? [row, ...before.toReversed()] : [row, ...after]
      const found = near[away]
      return found ? result(value!, found) : result(other!, row)
    }
    case 'sessionStart': {
      const [, longest, gap, restart] = operands
      const times = [...before, row].map((each) => result(value!, each) as bigint | null)
      const begins = (at: number): bigint | null => {
        const [time, previous] = [times[at]!, at > 0 ? times[at - 1]! : null]
        const start = at > 0 && previous !== null ? begins(at - 1) : null
        if (time === null || start === null || previous === null) return time
        const isNew =
          time - start >= (result(longest!, row) as bigint) ||
          time - previous >= (result(gap!, row) as bigint) ||
          result(restart!, [...before, row][at]!) === true
        return isNew ? time : start
      }
      return begins(before.length)
    }
    case 'sumSoFar': {
      const terms = [...before, row].map((each) => result(value!, each)).filter((term) => term !== null)
      return type === 'real'
        ? terms.reduce<number>((sum, term) => sum + Number(term), 0)
        : terms.reduce<bigint>((sum, term) => sum + (term as bigint), 0n)
    }
  }
}
