import type { Row } from '../ask.ts'
import { isTime } from '../cells.ts'

/** How the times of a column are read: `2026-11-16 09:30:05`, without what is 0 in all of them. */
export function timeColumn(rows: readonly Row[], column: string): ((time: string) => string) | undefined {
  const times = rows.map((row) => row[column]).filter((value) => value !== null)
  if (times.length === 0 || !times.every(isTime)) return undefined
  const isByDay = times.every((value) => /T00:00:00(?:\.0+)?Z$/.test(String(value)))
  return (time) =>
    isByDay ? time.slice(0, 10) : time.replace('T', ' ').replace(/(?:\.0+|(\.\d*?)0*)?Z$/, '$1')
}
