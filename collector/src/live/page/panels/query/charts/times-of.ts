const MOST_TIMES = 3000

/**
 * Times in their order and, where they lie on a grid, as those of a `bin` do, the times between them that have no row.
 * @param seconds - since the epoch
 */
export function timesOf(seconds: readonly number[]): readonly number[] {
  const times = [...new Set(seconds)].sort((one, other) => one - other)
  const [first, last] = [times[0]!, times.at(-1)!]
  const step = times.map((time) => Math.round((time - first) * 1000)).reduce(greatestDivisor, 0) / 1000
  const count = Math.round((last - first) / step) + 1
  return count > times.length && count <= MOST_TIMES
    ? Array.from({ length: count }, (_, index) => Math.round((first + index * step) * 1000) / 1000)
    : times
}

const greatestDivisor = (one: number, other: number): number =>
  other === 0 ? one : greatestDivisor(other, one % other)
