import type { Call, Expression, Item, Order, Query, Step } from '../../../src/query/tree.ts'
import { evaluateAggregate } from './evaluate-aggregate.ts'
import { evaluateCall } from './evaluate-calls.ts'
import {
  evaluateExpand,
  evaluateFrom,
  evaluateJoin,
  evaluateWindows,
  isSameKey,
  type Result,
  type Row,
  valueOfLiteral,
} from './evaluate-tables.ts'
import { compareAll, type Json, type Value } from './values.ts'

export type { Row } from './evaluate-tables.ts'

/** What a query answers, by the plainest means: every step goes through all rows. A sample is the first rows. */
export const evaluate = (query: Query, events: readonly Row[]): readonly Row[] =>
  query.reduce((rows, step) => evaluateStep(step, rows, events), events)

function evaluateStep(step: Step, rows: readonly Row[], events: readonly Row[]): readonly Row[] {
  const result = (expression: Expression, row: Row): Value => resultOf(expression, row, events)
  switch (step.kind) {
    case 'where':
      return rows.filter((row) => result(step.predicate, row) === true)
    case 'take':
      return rows.slice(step.skip ?? 0, step.count === undefined ? undefined : (step.skip ?? 0) + step.count)
    case 'sample':
      return rows.slice(0, step.count)
    case 'project':
      return rows.map((row) => new Map(step.columns.map(({ name, value }) => [name, result(value, row)])))
    case 'sort':
      return rows.toSorted((one, other) => compareRows(step.orders, one, other, events))
    case 'summarize':
      return summarize(step, rows, result)
    case 'from':
      return evaluateFrom(step, result, (query) => evaluate(query, events))
    case 'join':
      return evaluateJoin(step, rows, evaluate(step.right, events))
    case 'expand':
      return evaluateExpand(step, rows, result)
    case 'windows':
      return evaluateWindows(step, rows, result)
  }
}

function summarize(
  step: Extract<Step, { kind: 'summarize' }>,
  rows: readonly Row[],
  result: Result,
): readonly Row[] {
  const keyOf = (row: Row) =>
    JSON.stringify(
      step.by.map(({ value }) => result(value, row)),
      (_, part) => {
        if (typeof part === 'bigint') return `${part}n`
        return typeof part === 'number' && !Number.isFinite(part) ? `${part} as a number` : part
      },
    )
  const groups = new Map<string, Row[]>(step.by.length === 0 ? [['[]', []]] : [])
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return [...groups.values()].map(
    (group) =>
      new Map([
        ...step.by.map(({ name, value }) => [name, result(value, group[0]!)] as const),
        ...step.columns.map(({ name, value: aggregate }) => {
          const values = group.map((row) => aggregate.arguments.map((argument) => result(argument, row)))
          return [name, evaluateAggregate[aggregate.name](values, aggregate)] as const
        }),
      ]),
  )
}

/** Null, then NaN, then all others; where nulls are last, the other way round. */
const placeOf = (value: Value): number => (value === null ? 0 : Number.isNaN(value) ? 1 : 2)

function compareRows(orders: readonly Order[], one: Row, other: Row, events: readonly Row[]): number {
  for (const { by, isDescending, nulls } of orders) {
    const [first, second] = [resultOf(by, one, events), resultOf(by, other, events)]
    const [place, otherPlace] = [placeOf(first), placeOf(second)]
    if (place !== otherPlace) return place < otherPlace === (nulls === 'first') ? -1 : 1
    if (place < 2) continue
    const order = compareAll(first, second)
    if (order !== 0) return isDescending ? -order : order
  }
  return 0
}

function resultOf(expression: Expression, row: Row, events: readonly Row[]): Value {
  switch (expression.kind) {
    case 'literal':
      return valueOfLiteral(expression)
    case 'field':
      return row.get(expression.name) ?? null
    case 'path':
      return expression.keys.reduce<Json>(inside, resultOf(expression.of, row, events) as Json)
    case 'item':
      return row.get(nameOfItem(expression.level)) ?? null
    case 'call':
      if (expression.name === 'anyElement' || expression.name === 'everyElement')
        return ofElements(expression, row, events)
      return evaluateCall[expression.name](
        expression.arguments.map((argument) => resultOf(argument, row, events)),
        expression,
      )
    case 'scalar': {
      const [first] = evaluate(expression.query, events)
      return first?.values().next().value ?? (expression.type === 'string' ? '' : null)
    }
    case 'among': {
      const value = resultOf(expression.value, row, events)
      return evaluate(expression.query, events).some((each) =>
        isSameKey(value, [...each.values()][0] ?? null),
      )
    }
  }
}

const nameOfItem = (level: number): string => `\0item ${level}`

function ofElements(
  { name, arguments: [list, item, predicate] }: Call,
  row: Row,
  events: readonly Row[],
): Value {
  const elements = resultOf(list!, row, events)
  const holds = (element: Json): boolean =>
    resultOf(predicate!, new Map([...row, [nameOfItem((item as Item).level), element]]), events) === true
  const all = Array.isArray(elements) ? (elements as readonly Json[]) : []
  return name === 'anyElement' ? all.some(holds) : all.every(holds)
}

function inside(json: Json, key: string | number): Json {
  if (Array.isArray(json)) return typeof key === 'number' ? (json.at(key) ?? null) : null
  if (typeof json !== 'object' || json === null || typeof key === 'number') return null
  return Object.hasOwn(json, key) ? (json as Readonly<Record<string, Json>>)[key]! : null
}
