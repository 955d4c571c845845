/** How many letters have to be added, taken away, replaced or swapped with their neighbour. */
export function distance(from: string, to: string): number {
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let at = 1; at <= from.length; at++) {
    const next = [at]
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[at - 1] === to[column - 1]
      const replaced = row[column - 1]! + (isSame ? 0 : 1)
      const isSwapped = from[at - 1] === to[column - 2] && from[at - 2] === to[column - 1]
      const swapped = isSwapped ? before[column - 2]! + 1 : Infinity
      next[column] = Math.min(replaced, row[column]! + 1, next[column - 1]! + 1, swapped)
    }
    ;[before, row] = [row, next]
  }
  return row[to.length]!
}
