import type { Row } from '../ask.ts'

const time = /^\d{4}-\d\d-\d\dT/

/** The rows as they are drawn: those of arrays, which `make-series` gives, as one row for each place. */
export const drawnRows = (rows: readonly Row[]): readonly Row[] => rows.flatMap(unrolled)

/** A row for each place of its axis; itself where it has none. */
function unrolled(row: Row): readonly Row[] {
  const lists = Object.entries(row).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]))
  const axis = lists.find(
    ([, values]) => values.length > 0 && values.every((value) => time.test(String(value))),
  )
  if (!axis) return [row]
  const [when, places] = axis
  const sides = lists.filter(([name, values]) => name !== when && values.length === places.length)
  const names = Object.entries(row).filter(([, value]) => !Array.isArray(value))
  return places.map((place, at) =>
    Object.fromEntries([[when, place], ...names, ...sides.map(([name, values]) => [name, values[at]])]),
  )
}
