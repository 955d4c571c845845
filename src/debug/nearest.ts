/** How many letters have to be added, taken away, replaced or swapped with their neighbour. */
const distance = (from: string, to: string): number => {
  const rows: number[][] = [[...`${to} `].map((_, column) => column)]
  for (let row = 1; row <= from.length; row++) {
    const own = [row]
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1]
      own[column] = Math.min(
        own[column - 1]! + 1,
        rows[row - 1]![column]! + 1,
        rows[row - 1]![column - 1]! + (isSame ? 0 : 1),
      )
      if (from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1])
        own[column] = Math.min(own[column]!, rows[row - 2]![column - 2]! + 1)
    }
    rows.push(own)
  }
  return rows[from.length]![to.length]!
}

/** The name that somebody may have meant: of a third of its letters may be others. */
export const nearest = (written: string, names: readonly string[]): string | undefined => {
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replace(/^data-/, '')
      .replace(/-/g, '')
  const by = names.map((name) => ({ name, far: distance(plain(written), plain(name)) }))
  by.sort((one, other) => one.far - other.far)
  return by.find(({ name, far }) => far <= plain(name).length / 3)?.name
}
