import type { Database } from 'better-sqlite3'
import type { oneByOne } from '../one-by-one.ts'
import type { Progress, RefusedEvent, RefusedSelection, RelayJournal } from '../relay-journal.ts'
import { type EventValues, eventOf, shown } from './events.ts'

const refusedEvents = `SELECT target, reason, refused, is_again, ${shown}
  FROM relay_refused JOIN events ON events.id = relay_refused.event`

/** The relay's tables, beside the events. */
export function openRelayJournal(database: Database, exclusively: ReturnType<typeof oneByOne>): RelayJournal {
  const selectCursors = database.prepare('SELECT target, cursor FROM relay_cursors').raw()
  const selectEnd = database.prepare('SELECT CAST(coalesce(max(id), 0) AS TEXT) FROM events').pluck()
  const selectCounts = database.prepare('SELECT target, count(*) FROM relay_refused GROUP BY target').raw()
  const selectRefused = database.prepare(`${refusedEvents} ORDER BY refused DESC, event DESC LIMIT ?`).raw()
  const move = database.prepare(
    'INSERT INTO relay_cursors VALUES (?, ?) ON CONFLICT DO UPDATE SET cursor = excluded.cursor',
  )
  // Deleted meanwhile, it is refused by nobody. Refused once more, it does not wait any more.
  const refuse = database.prepare(
    `INSERT INTO relay_refused (target, event, reason, refused)
     SELECT @target, id, @reason, @refused FROM events
     WHERE id = @event AND id NOT IN (SELECT event FROM deletions)
     ON CONFLICT DO UPDATE SET reason = excluded.reason, refused = excluded.refused, is_again = 0`,
  )
  const settle = database.prepare('DELETE FROM relay_refused WHERE target = ? AND event = ?')
  const write = database.transaction((progress: readonly Progress[]) => {
    for (const { target, cursor, refused, settled } of progress) {
      for (const event of settled) settle.run(target, Number(event))
      for (const { event, ...why } of refused) refuse.run({ target, event: Number(event), ...why })
      move.run(target, cursor)
    }
  })

  return {
    cursors: async () => Object.fromEntries(selectCursors.all() as [string, string][]),
    end: () => exclusively(async () => selectEnd.get() as string),
    save: (progress) => exclusively(() => write.immediate(progress)),
    counts: async () => Object.fromEntries(selectCounts.all() as [string, number][]),
    refused: async (limit) => (selectRefused.all(limit) as RefusedRow[]).map(readRefused),
  }
}

type RefusedRow = readonly [target: string, reason: string, refused: number, isAgain: 0 | 1, ...EventValues]

function readRefused([target, reason, refused, isAgain, ...values]: RefusedRow): RefusedEvent {
  const said = eventOf(values)
  return { target, reason, refused, isAgain: isAgain === 1, event: said.id, said }
}

const chosen =
  '(@target IS NULL OR target = @target) AND (@events IS NULL OR event IN (SELECT value FROM json_each(@events)))'

const parametersOf = ({ target, events }: RefusedSelection) => ({
  target: target ?? null,
  events: events === undefined ? null : JSON.stringify(events.map(Number)),
})

/** Reads refused events, one after the other, the oldest first. */
export function* eachRefused(database: Database, selection: RefusedSelection): Generator<RefusedEvent> {
  const rows = database.prepare(`${refusedEvents} WHERE ${chosen} ORDER BY target, event`).raw()
  for (const row of rows.iterate(parametersOf(selection)) as Iterable<RefusedRow>) yield readRefused(row)
}

/** Has them sent again. @returns how many */
export const sendAgain = (database: Database, selection: RefusedSelection): number =>
  database.prepare(`UPDATE relay_refused SET is_again = 1 WHERE ${chosen}`).run(parametersOf(selection))
    .changes
