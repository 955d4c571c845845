import { writeTicks, writeTimespan } from '../../../model/ticks.ts'
import { queryError } from '../../../query/query-error.ts'

type Value = string | bigint | number | null
type Place = bigint | number

/** As many as Kusto allows in one array. */
const longest = 2 ** 20

interface State {
  readonly values: (readonly [Place, Value])[]
  first: Value
  end: Value
  step: Value
  other: Value
  type: string
}

const start = (): State => ({ values: [], first: null, end: null, step: null, other: null, type: 'long' })

/** The places of an axis, from the first up to the end. */
function placesOf({ values, first, end, step }: State): readonly Place[] {
  if (step === null || typeof step === 'string' || Number(step) <= 0) {
    throw queryError('the step of make-series must be more than 0')
  }
  const known = values.map(([place]) => place)
  const least = (first ??
    known.reduce<Place | null>((a, b) => (a === null || b < a ? b : a), null)) as Place | null
  const greatest = known.reduce<Place | null>((a, b) => (a === null || b > a ? b : a), null)
  const last = (end ?? (greatest === null ? null : sum(greatest, step))) as Place | null
  if (least === null || last === null) return []
  const count = Math.ceil(Number(difference(last, least)) / Number(step))
  if (count > longest) throw queryError(`a series has at most ${longest} places`)
  return Array.from({ length: Math.max(count, 0) }, (_, at) => sum(least, times(step, at)))
}

const sum = (one: Place, other: Place): Place =>
  typeof one === 'bigint' && typeof other === 'bigint' ? one + other : Number(one) + Number(other)
const difference = (one: Place, other: Place): Place =>
  typeof one === 'bigint' && typeof other === 'bigint' ? one - other : Number(one) - Number(other)
const times = (step: Place, count: number): Place =>
  typeof step === 'bigint' ? step * BigInt(count) : step * count

/** Where on an axis that begins with the first. */
const indexOf = (place: Place, first: Place, step: Place): number =>
  Math.round(Number(difference(place, first)) / Number(step))

const written: Readonly<Record<string, (value: Place) => string>> = {
  datetime: (value) => JSON.stringify(writeTicks(BigInt(value))),
  timespan: (value) => JSON.stringify(writeTimespan(BigInt(value))),
}

const number = (value: Value): string =>
  value === null ? 'null' : Number.isFinite(Number(value)) ? String(value) : JSON.stringify(String(value))

/** Each value at its place, and the other where there is none. */
export const series = {
  start,
  step(state: State, value: Value, axis: Value, first: Value, end: Value, step: Value, other: Value): State {
    if (axis !== null && typeof axis !== 'string') state.values.push([axis, value])
    return Object.assign(state, { first, end, step, other })
  },
  result(state: State): string {
    const places = state.step === null ? [] : placesOf(state)
    const values: string[] = places.map(() => number(state.other))
    for (const [place, value] of state.values) {
      const at = indexOf(place, places[0] ?? 0, state.step as Place)
      if (at >= 0 && at < values.length && value !== null) values[at] = number(value)
    }
    return `[${values.join(',')}]`
  },
}

export const axisOf = {
  start,
  step(state: State, axis: Value, first: Value, end: Value, step: Value, type: string): State {
    if (axis !== null && typeof axis !== 'string') state.values.push([axis, null])
    return Object.assign(state, { first, end, step, type })
  },
  result: (state: State): string =>
    `[${(state.step === null ? [] : placesOf(state)).map((place) => (written[state.type] ?? number)(place)).join(',')}]`,
}
