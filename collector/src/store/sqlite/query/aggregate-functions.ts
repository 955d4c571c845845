import { arrayOf, elementsOf, identityOf, membersOf, objectOf } from './json-parts.ts'
import { nan } from './reals.ts'

type Value = string | bigint | number | null

interface AggregateFunction<State> {
  start(): State
  step(state: State, value: Value, other: Value): State
  result(state: State): Value
}

export const nearestRank: AggregateFunction<{ values: Value[]; percent: number }> = {
  start: () => ({ values: [], percent: 0 }),
  step(state, value, percent) {
    if (value !== null) state.values.push(value)
    state.percent = Number(percent)
    return state
  },
  result({ values, percent }) {
    values.sort(compare)
    const rank = Math.ceil((percent / 100) * values.length)
    return values[Math.min(Math.max(rank, 1), values.length) - 1] ?? null
  },
}

interface Sums {
  readonly values: number[]
  isOfAll: boolean
}

/** By the distances from the average, which loses less than the squares do. */
export const varianceOf: AggregateFunction<Sums> = {
  start: () => ({ values: [], isOfAll: false }),
  step(state, value, kind) {
    if (value !== null) state.values.push(Number(value))
    state.isOfAll = kind === 'population'
    return state
  },
  result({ values, isOfAll }) {
    const count = values.length
    if (count === 0) return 0
    const average = values.reduce((sum, value) => sum + value, 0) / count
    const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0)
    const divisor = isOfAll ? count : count - 1
    const variance = squares / divisor
    return divisor <= 0 || Number.isNaN(variance) ? nan : variance
  },
}

/** Of two of one name the first counts. */
export const mergedBag: AggregateFunction<Map<string, string>> = {
  start: () => new Map(),
  step(members, bag) {
    for (const [name, value] of membersOf(String(bag ?? '')) ?? []) {
      if (!members.has(name)) members.set(name, value)
    }
    return members
  },
  result: objectOf,
}

/** All that is in arrays, and what is none, each once. */
export const mergedSet: AggregateFunction<Map<string, string>> = {
  start: () => new Map(),
  step(elements, value) {
    if (value === null) return elements
    for (const element of elementsOf(String(value)) ?? [String(value)]) {
      const identity = identityOf(element)
      if (!elements.has(identity)) elements.set(identity, element)
    }
    return elements
  },
  result: (elements) => arrayOf([...elements.values()]),
}

interface Best {
  readonly by: Value
  readonly value: Value
}

/** Of two rows that are equally far the first counts, and where nobody has a value to go by, the first of all. */
const valueAt = (isBetter: (order: number) => boolean): AggregateFunction<Best | undefined> => ({
  start: () => undefined,
  step: (best, by, value) =>
    best === undefined || (by !== null && (best.by === null || isBetter(compare(by, best.by))))
      ? { by, value }
      : best,
  result: (best) => best?.value ?? null,
})

export const valueAtMax: AggregateFunction<Best | undefined> = valueAt((order) => order > 0)
export const valueAtMin: AggregateFunction<Best | undefined> = valueAt((order) => order < 0)

/** SQLite's order: numbers, then texts, by their code points. */
function compare(one: Value, other: Value): number {
  if (typeof one === 'string' && typeof other === 'string')
    return Buffer.compare(Buffer.from(one), Buffer.from(other))
  if (typeof one === 'string') return 1
  if (typeof other === 'string') return -1
  return one! < other! ? -1 : one! > other! ? 1 : 0
}
