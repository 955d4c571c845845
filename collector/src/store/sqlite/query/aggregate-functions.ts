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

/** Of two rows with the same greatest value the first counts. */
export const valueAtMax: AggregateFunction<{ max: Value; value: Value }> = {
  start: () => ({ max: null, value: null }),
  step: (state, by, value) =>
    by !== null && (state.max === null || compare(by, state.max) > 0) ? { max: by, value } : state,
  result: ({ value }) => value,
}

/** SQLite's order: numbers, then texts, by their code points. */
function compare(one: Value, other: Value): number {
  if (typeof one === 'string' && typeof other === 'string')
    return Buffer.compare(Buffer.from(one), Buffer.from(other))
  if (typeof one === 'string') return 1
  if (typeof other === 'string') return -1
  return one! < other! ? -1 : one! > other! ? 1 : 0
}
