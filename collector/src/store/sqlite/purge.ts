import { setTimeout } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import type { oneByOne } from '../one-by-one.ts'

/** Events that are erased in one go, in which nothing is stored: some ten milliseconds. */
const chunk = 100

/** Milliseconds for the others after each. */
const pause = 10

/** What a deleted event keeps: its place, its key, and when it came, by which the store is in order. */
const kept = ['id', 'dialect', 'received', 'sender', 'sequence', 'scope', 'track', 'digest']
const hollow: Readonly<Record<string, string>> = { type: "''", time: '0', payload: "'null'" }

/** The part of the store that erases what is hidden. */
export interface Purge {
  /** Erases all deleted events, and lets the writer in between. */
  erase(): Promise<void>
  /** Erases these at once, within what is being written. */
  eraseThese(ids: readonly number[]): void
  /** Whether the log could be emptied, in which what was erased still is: while somebody reads an older state it cannot. */
  emptyLog(): Promise<boolean>
}

export function openPurge(database: Database, exclusively: ReturnType<typeof oneByOne>): Purge {
  const columns = (database.pragma('table_info(events)') as { readonly name: string }[])
    .map(({ name }) => name)
    .filter((name) => !kept.includes(name))
  const selectWaiting = database
    .prepare('SELECT event FROM deletions WHERE purged IS NULL AND event > ? ORDER BY event LIMIT ?')
    .pluck()
  const erase = database.prepare(
    `UPDATE events SET ${columns.map((name) => `${name} = ${hollow[name] ?? 'NULL'}`)} WHERE id = ?`,
  )
  // A sender is known by what its last event said.
  const forgetSender = database.prepare(
    `UPDATE senders SET visitor = NULL, session = NULL WHERE sender = (SELECT sender FROM events WHERE id = ?)`,
  )
  const markPurged = database.prepare('UPDATE deletions SET purged = ? WHERE event = ?')
  const eraseAll = database.transaction((ids: readonly number[]) => {
    for (const id of ids) {
      forgetSender.run(id)
      erase.run(id)
      markPurged.run(Date.now(), id)
    }
  })

  return {
    eraseThese: (ids) => void eraseAll(ids),
    async erase() {
      let last = 0
      while (database.open) {
        const ids = await exclusively(() => {
          if (!database.open) return []
          const some = selectWaiting.all(last, chunk) as number[]
          eraseAll(some)
          return some
        })
        if (ids.length === 0) return
        last = ids.at(-1)!
        await setTimeout(pause)
      }
    },
    emptyLog: () =>
      exclusively(() => {
        if (!database.open) return false
        const busyTimeout = database.pragma('busy_timeout', { simple: true })
        // Who reads may go on for minutes, and nothing is stored while this waits.
        database.pragma('busy_timeout = 0')
        const busy = database.pragma('wal_checkpoint(TRUNCATE)', { simple: true })
        database.pragma(`busy_timeout = ${busyTimeout}`)
        return busy === 0
      }),
  }
}
