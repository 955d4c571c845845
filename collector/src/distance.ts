/** How many letters have to be added, taken away or replaced; two that have changed places are two. */
export function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1]
    for (let column = 1; column <= to.length; column++) {
      const replaced = row[column - 1]! + (to[column - 1] === letter ? 0 : 1)
      next[column] = Math.min(replaced, row[column]! + 1, next[column - 1]! + 1)
    }
    row = next
  }
  return row[to.length]!
}
