import type { LiveEvent } from '../../model/event.ts'
import type { Follower } from '../relay-journal.ts'
import { isKept } from './deletions.ts'
import { type EventValues, eventOf, openEvents, shown } from './events.ts'
import { openForQueries } from './query/open-for-queries.ts'

/** Follows an embedded store from another process. @throws when it is not there */
export function openFollower(file: string): Follower {
  const database = openForQueries(file)
  const { after } = openEvents(database)
  const selectKept = database.prepare(`SELECT 1 FROM events WHERE id = ? AND ${isKept}`).pluck()
  const keptOf = (ids: readonly string[]) => ids.filter((id) => selectKept.get(Number(id)) !== undefined)
  const keptAtOnce = database.transaction(keptOf)
  const selectAgain = database
    .prepare(
      `SELECT ${shown} FROM relay_refused JOIN events ON events.id = relay_refused.event
       WHERE is_again = 1 AND target = ? ORDER BY event LIMIT ?`,
    )
    .raw()
  return {
    after,
    // What is one read anyway needs no transaction, which takes as long again.
    kept: (ids) => new Set(ids.length === 1 ? keptOf(ids) : keptAtOnce(ids)),
    again: (target, limit): readonly LiveEvent[] =>
      (selectAgain.all(target, limit) as EventValues[]).map(eventOf),
    close: () => database.close(),
  }
}
