import type { LiveEvent } from '../../model/event.ts'
import type { Follower } from '../relay-journal.ts'
import { isKept } from './deletions.ts'
import { fromRow, openEvents, type Row, shown } from './events.ts'
import { openForQueries } from './query/open-for-queries.ts'

/** Follows an embedded store from another process. @throws when it is not there */
export function openFollower(file: string): Follower {
  const database = openForQueries(file)
  const { after } = openEvents(database)
  const selectKept = database
    .prepare(`SELECT CAST(id AS TEXT) FROM events WHERE id IN (SELECT value FROM json_each(?)) AND ${isKept}`)
    .pluck()
  const selectAgain = database.prepare(
    `SELECT ${shown} FROM relay_refused JOIN events ON events.id = relay_refused.event
     WHERE is_again = 1 AND target = ? ORDER BY event LIMIT ?`,
  )
  return {
    after,
    kept: (ids) => new Set(selectKept.all(JSON.stringify(ids.map(Number))) as string[]),
    again: (target, limit): readonly LiveEvent[] => (selectAgain.all(target, limit) as Row[]).map(fromRow),
    close: () => database.close(),
  }
}
