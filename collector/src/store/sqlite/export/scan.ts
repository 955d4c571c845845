import type { Database } from 'better-sqlite3'
import type { ExportRow } from '../../../export/row-writer.ts'
import type { Dialect, Source } from '../../../query/sql/dialect.ts'
import { bound, type Fragment, sql } from '../../../query/sql/fragment.ts'
import { writeSql } from '../../../query/sql/write-sql.ts'
import { planSelection } from '../../plan-selection.ts'
import type { Selection } from '../../selection.ts'
import { sqliteWithDeletions } from '../query/dialect.ts'
import { prepared } from '../query/prepared.ts'

/** Events that are looked through for a page, and characters of its rows. */
const page = { events: 2_000, characters: 1024 * 1024 }

/** A place in the index by time, which is in this order. */
type Place = readonly [ticks: bigint, scope: string, id: bigint]

/** Beyond all times, and as far as a whole number of SQLite reaches. */
const ends = { first: -(2n ** 63n), last: 2n ** 63n - 1n } as const

/**
 * Events in order of time, page by page; a page may be empty. Each is read for itself: a reader that lasted as long as
 * somebody is slow to take what it reads would keep the log from being emptied. So what is deleted meanwhile does not
 * come; what is stored meanwhile does not come either.
 *
 * @throws QueryError when the filter cannot be read
 */
export function* scan(database: Database, selection: Selection): Generator<readonly ExportRow[]> {
  const from = prepared(database)
  const query = planSelection(selection)
  const { scopes, to = ends.last } = selection
  const source: Source = scopes === undefined ? {} : { scopes }
  const newest = from
    .prepare('SELECT coalesce(max(id), 0) FROM events')
    .pluck()
    .safeIntegers()
    .get() as bigint
  // Of the index alone.
  const selectEnd = from
    .prepare(
      `SELECT ticks, scope, id FROM events INDEXED BY events_by_time
       WHERE (ticks, scope, id) > (?, ?, ?) AND ticks < ? ORDER BY ticks, scope, id LIMIT 1 OFFSET ?`,
    )
    .raw()
    .safeIntegers()

  /** @returns undefined when it is too much at once */
  const read = (after: Place, end: Place | undefined, isOne: boolean): readonly ExportRow[] | undefined => {
    const within = [
      sql`(ticks, scope, id) > ${place(after)}`,
      end === undefined ? sql`ticks < ${bound(to)}` : sql`(ticks, scope, id) <= ${place(end)}`,
      sql`id <= ${bound(newest)}`,
    ]
    const { text, parameters, columns } = writeSql(query, source, seeing(within))
    const dynamics = columns.flatMap(({ type }, at) => (type === 'dynamic' ? [at] : []))
    const rows: ExportRow[] = []
    let characters = 0
    const selected = from.prepare(text).raw().safeIntegers()
    for (const row of selected.iterate(...parameters) as Iterable<(string | bigint | null)[]>) {
      for (const at of dynamics) if (row[at] === 'null') row[at] = null
      for (const value of row) if (typeof value === 'string') characters += value.length
      if (characters > page.characters && !isOne) return undefined
      rows.push(row)
    }
    return rows
  }

  let after: Place = [selection.from ?? ends.first, '', 0n]
  let events = page.events
  for (;;) {
    const end = selectEnd.get(...after, to, events - 1) as Place | undefined
    const rows = read(after, end, events === 1)
    if (rows === undefined) {
      events = Math.ceil(events / 4)
      continue
    }
    yield rows
    if (end === undefined) return
    after = end
    events = Math.min(events * 2, page.events)
  }
}

const place = ([ticks, scope, id]: Place): Fragment => sql`(${bound(ticks)}, ${bound(scope)}, ${bound(id)})`

/** The events of a page. By whatever else an index is for, all pages would be read for each. */
const seeing = (within: readonly Fragment[]): Dialect => ({
  ...sqliteWithDeletions,
  events: {
    ...sqliteWithDeletions.events,
    table: sql`events INDEXED BY events_by_time`,
    conditions: (source) => [...within, ...sqliteWithDeletions.events.conditions(source)],
  },
})
