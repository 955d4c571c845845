import { writeTicks, writeTimespan } from '../../../src/model/ticks.ts'
import type { AggregateName } from '../../../src/query/aggregates.ts'
import type { Aggregate } from '../../../src/query/tree.ts'
import { mergedBags } from './evaluate-lists.ts'
import { areEqual, compareAll, isNumber, type Json, type Value } from './values.ts'

/** @param rows - the values of its arguments, row by row */
type Evaluate = (rows: readonly (readonly Value[])[], aggregate: Aggregate) => Value

/** Of the first argument, without null. */
const ofPresent =
  (evaluate: (values: readonly Value[], aggregate: Aggregate) => Value): Evaluate =>
  (rows, aggregate) =>
    evaluate(
      rows.map(([value]) => value!).filter((value) => value !== null),
      aggregate,
    )

/** NaN has no place in an order. */
const isOrdered = (value: Value): boolean => value !== null && !Number.isNaN(value)

const ofOrdered = (evaluate: (values: readonly Value[], aggregate: Aggregate) => Value): Evaluate =>
  ofPresent((values, aggregate) => evaluate(values.filter(isOrdered), aggregate))

/** JSON has no word for what is not finite; it is said as a text. */
const jsonNumber = (value: number): Json => (Number.isFinite(value) ? value : String(value))

const missing = ({ type }: Aggregate): Value => (type === 'string' ? '' : null)

const sumOf = (values: readonly Value[]): number =>
  values.reduce<number>((sum, value) => sum + Number(value), 0)

const sum = ofPresent((values, { type }) =>
  type === 'real'
    ? sumOf(values)
    : values.reduce<bigint>((total, value) => total + BigInt(value as bigint), 0n),
)

const list = ofPresent((values, { arguments: [argument] }) =>
  values.map((value) => {
    if (argument!.type === 'datetime') return writeTicks(value as bigint)
    if (argument!.type === 'timespan') return writeTimespan(value as bigint)
    return isNumber(value) ? jsonNumber(Number(value)) : (value as Json)
  }),
)

/** Rows that have nothing to go by come last. */
const valueAt =
  (compare: (one: Value, other: Value) => number): Evaluate =>
  (rows, aggregate) => {
    const known = rows.filter(([by]) => isOrdered(by!)).toSorted(([one], [other]) => compare(one!, other!))
    const [first] = [...known, ...rows]
    return first?.[1] ?? missing(aggregate)
  }

export const evaluateAggregate: Readonly<Record<AggregateName, Evaluate>> = {
  count: (rows) => BigInt(rows.length),
  countIf: (rows) => BigInt(rows.filter(([condition]) => condition === true).length),
  distinctCount: ofPresent((values) =>
    BigInt(
      new Set(
        values.map((value) =>
          JSON.stringify(value, (_, part) => (isNumber(part) ? String(Number(part)) : part)),
        ),
      ).size,
    ),
  ),
  sum,
  average: ofPresent((values, { type }) => {
    const average = sumOf(values) / values.length
    if (type === 'real') return average
    return values.length === 0 ? null : BigInt(Math.trunc(average))
  }),
  // By the squares of all distances between two.
  variance: (rows, aggregate) => {
    const values = rows.map(([value]) => value!).filter((value) => value !== null)
    const count = values.length
    if (count === 0 && rows[0]?.[1] !== 'population') return aggregate.arguments.length > 1 ? Number.NaN : 0
    const sum = values.reduce<number>(
      (total, one) =>
        total + values.reduce<number>((part, other) => part + (Number(one) - Number(other)) ** 2, 0),
      0,
    )
    return sum / 2 / count / (rows[0]?.[1] === 'population' ? count : count - 1)
  },
  bag: ofPresent((values) => mergedBags(values)),
  min: ofOrdered((values, aggregate) => values.toSorted(compareAll)[0] ?? missing(aggregate)),
  max: ofOrdered((values, aggregate) => values.toSorted(compareAll).at(-1) ?? missing(aggregate)),
  percentile(rows) {
    const values = rows.map(([value]) => value!).filter(isOrdered)
    const percent = Number(rows[0]?.[1] ?? 0)
    const below = (value: Value) => values.filter((other) => compareAll(other, value) <= 0).length
    return (
      values.toSorted(compareAll).find((value) => below(value) >= (percent / 100) * values.length) ?? null
    )
  },
  list,
  set: (rows, aggregate) => {
    const texts = (list(rows, aggregate) as readonly Json[]).map((value) => JSON.stringify(value))
    return [...new Set(texts)].map((text) => JSON.parse(text) as Json)
  },
  setOfElements: ofPresent((values) =>
    values
      .flatMap((value) => (Array.isArray(value) ? (value as readonly Json[]) : [value as Json]))
      .filter((each, at, all) => all.findIndex((other) => areEqual(each, other)) === at),
  ),
  argMax: valueAt((one, other) => compareAll(other, one)),
  argMin: valueAt(compareAll),
  series(rows) {
    const places = placesOf(rows.map(([, axis, first, end, step]) => [axis!, first!, end!, step!]))
    const other = rows[0]?.[5] ?? null
    return places.map((place) => {
      const row = rows.findLast(([, axis]) => axis !== null && Math.abs(Number(axis) - Number(place)) < 1e-6)
      const value = row?.[0] ?? other
      return value === null ? null : jsonNumber(Number(value))
    })
  },
  axis: (rows, { arguments: [axis] }) =>
    placesOf(rows as (readonly Value[])[]).map((place) => {
      if (axis!.type === 'datetime') return writeTicks(place as bigint)
      return axis!.type === 'timespan' ? writeTimespan(place as bigint) : Number(place)
    }),
}

/** @param rows - axis, first, end and step; places go up one by one. */
function placesOf(rows: readonly (readonly Value[])[]): readonly (bigint | number)[] {
  const known = rows.flatMap(([axis]) => (axis === null ? [] : [axis as bigint | number]))
  const [, first = null, end = null, step = null] = rows[0] ?? []
  const sorted = known.toSorted(compareAll) as (bigint | number)[]
  const start = (first ?? sorted[0] ?? null) as bigint | number | null
  const greatest = sorted.at(-1)
  if (start === null || (end === null && greatest === undefined)) return []
  const places: (bigint | number)[] = []
  for (let count = 0; ; count += 1) {
    const place =
      typeof start === 'bigint' && typeof step === 'bigint'
        ? start + BigInt(count) * step
        : Number(start) + count * Number(step)
    const isIn = end === null ? place <= greatest! : place < (end as bigint | number)
    if (!isIn) return places
    places.push(place)
  }
}
