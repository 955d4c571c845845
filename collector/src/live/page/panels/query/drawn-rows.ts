import type { Rendering, Row } from './ask.ts'

const time = /^\d{4}-\d\d-\d\dT/

/**
 * The rows as they are drawn: those of arrays, which `make-series` gives, as one row for each place, and of the columns
 * those that `render` names, the place first.
 */
export function drawnRows(rows: readonly Row[], rendering: Rendering | undefined): readonly Row[] {
  const long = rows.flatMap(unrolled)
  const { xcolumn, series = [], ycolumns } = rendering ?? {}
  if (xcolumn === undefined && ycolumns === undefined && series.length === 0) return long
  const columns = Object.keys(long[0] ?? {})
  const first = [...(xcolumn === undefined ? [] : [xcolumn]), ...series]
  const kept = ycolumns ?? columns.filter((column) => !first.includes(column))
  const places = first.length > 0 ? first : columns.filter((column) => !kept.includes(column))
  return long.map((row) => Object.fromEntries([...places, ...kept].map((column) => [column, row[column]])))
}

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
