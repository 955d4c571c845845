import type { Database } from 'better-sqlite3'
import type { DeletionOptions } from '../deletion-options.ts'
import { readEventName } from '../event-name.ts'
import { groupCommit } from '../group-commit.ts'
import type { oneByOne } from '../one-by-one.ts'
import type { Deleted, Deletion } from '../store.ts'

/** A condition on events: those that are not deleted. */
export const isKept = 'id NOT IN (SELECT event FROM deletions)'

/** The part of the store that hides events. */
export interface Deletions {
  delete(scope: string, track: string): Promise<Deletion>
  /** Whether the first of those that wait has waited long enough. */
  isDue(): boolean
  /** Writes what is waiting, now. */
  flush(): Promise<void>
}

/** Wishes that may wait for the writer. */
const limits = { waiting: 100_000, write: 1000 }

export function openDeletions(
  database: Database,
  exclusively: ReturnType<typeof oneByOne>,
  { interval, limit }: DeletionOptions,
): Deletions {
  // An event is called by its own TrackId, else by its key, else by its id.
  const select = database.prepare(
    `SELECT CAST(id AS TEXT) AS id, category, action, received FROM events WHERE ${isKept} AND scope = @scope AND id IN (
       SELECT id FROM events WHERE scope = @scope AND track = @track
       UNION ALL SELECT id FROM events WHERE sender = @sender AND sequence = @sequence AND track IS NULL
       UNION ALL SELECT id FROM events WHERE id = @id AND track IS NULL AND (sender IS NULL OR sequence IS NULL)
     )`,
  )
  const insert = database.prepare('INSERT INTO deletions (event, deleted) VALUES (?, ?)')
  const selectWaiting = database.prepare('SELECT count(*) FROM deletions WHERE purged IS NULL').pluck()
  const selectFirst = database.prepare('SELECT min(deleted) FROM deletions WHERE purged IS NULL').pluck()
  const due = () => ((selectFirst.get() as number | null) ?? Number.POSITIVE_INFINITY) + interval

  const write = database.transaction((wishes: readonly Wish[]): Deletion[] => {
    const now = Date.now()
    let room = limit - (selectWaiting.get() as number)
    return wishes.map(({ scope, track }): Deletion => {
      const name = { scope, sender: null, sequence: null, id: null, ...readEventName(track) }
      const events = select.all(name) as Deleted[]
      if (events.length === 0) return { kind: 'unknown' }
      if (events.length > room) {
        return { kind: 'full', retryAfter: Math.max(1, Math.ceil((due() - now) / 1000)) }
      }
      room -= events.length
      for (const { id } of events) insert.run(id, now)
      return { kind: 'deleted', events }
    })
  })
  const { append, flush } = groupCommit(
    (wishes: readonly Wish[]) => exclusively(() => write(wishes)),
    () => 1,
    limits,
  )

  return {
    delete: (scope, track) => append({ scope, track }),
    isDue: () => due() <= Date.now(),
    flush,
  }
}

interface Wish {
  readonly scope: string
  readonly track: string
}
