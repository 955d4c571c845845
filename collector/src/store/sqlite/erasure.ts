import { setTimeout } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import type { oneByOne } from '../one-by-one.ts'
import type { Deleted, Erasure } from '../store.ts'
import type { Purge } from './purge.ts'

/** Events of one step, in which nothing is stored: some ten milliseconds. */
const chunk = 100

/**
 * Events at the beginning among which expired ones are looked for: what came while the clock was wrong may stand between
 * them.
 */
const window = 1000

/** Senders that are looked through in one go, and milliseconds for the others after each. */
const senderChunk = 10_000
const pause = 5

interface Row extends Omit<Deleted, 'id'> {
  readonly id: number
  /** 1 where nobody sees it any more. */
  readonly isHidden: 0 | 1
}

const columns = `id, category, action, received, id IN (SELECT event FROM deletions) AS isHidden`

/** The part of the store that erases many events, some at a time. */
export function openErasure(
  database: Database,
  exclusively: ReturnType<typeof oneByOne>,
  purge: Pick<Purge, 'eraseThese'>,
): (which: Erasure) => Promise<readonly Deleted[]> {
  const selectOf = database.prepare(`SELECT ${columns} FROM events WHERE device = ? LIMIT ${chunk}`)
  const selectBefore = database.prepare(
    `SELECT ${columns} FROM (SELECT id, category, action, received FROM events ORDER BY id LIMIT ${window})
     WHERE received < ? ORDER BY id LIMIT ${chunk}`,
  )
  const selectNewest = database.prepare('SELECT max(id) FROM events').pluck()
  const hide = database.prepare('INSERT INTO deletions (event, deleted) VALUES (?, ?)')
  const removeEvent = database.prepare('DELETE FROM events WHERE id = ?')
  const removeDeletion = database.prepare('DELETE FROM deletions WHERE event = ?')
  const removeSenders = database.prepare(
    `DELETE FROM senders WHERE sender IN (SELECT sender FROM senders WHERE last_seen < ? LIMIT ${chunk})`,
  )
  const selectLastSender = database.prepare('SELECT max(rowid) FROM senders').pluck()
  const forgetVisitor = database.prepare(
    `UPDATE senders SET visitor = NULL, session = NULL WHERE rowid BETWEEN ? AND ? AND visitor = ?`,
  )

  const hideAndErase = (rows: readonly Row[]) => {
    for (const { id, isHidden } of rows) if (isHidden === 0) hide.run(id, Date.now())
    purge.eraseThese(rows.map(({ id }) => id))
  }

  // The row stays, with its key: what a page sends again is not stored again.
  const eraseVisitor = database.transaction((visitor: string): readonly Row[] => {
    const rows = selectOf.all(visitor) as Row[]
    hideAndErase(rows)
    return rows
  })

  // Nobody sends again what is so old, so the row goes too. The newest stays: its number is given to no other event.
  const removeOld = database.transaction((before: number): readonly Row[] => {
    removeSenders.run(before)
    const newest = selectNewest.get() as number | null
    const rows = (selectBefore.all(before) as Row[]).filter(
      ({ id, isHidden }) => id !== newest || isHidden === 0,
    )
    hideAndErase(rows.filter(({ id }) => id === newest))
    for (const { id } of rows) {
      if (id === newest) continue
      removeEvent.run(id)
      removeDeletion.run(id)
    }
    return rows
  })

  const forget = async (visitor: string) => {
    const last = ((await exclusively(() => database.open && selectLastSender.get())) || 0) as number
    for (let first = 1; first <= last && database.open; first += senderChunk) {
      await exclusively(() => database.open && forgetVisitor.run(first, first + senderChunk - 1, visitor))
      await setTimeout(pause)
    }
  }

  return async (which) => {
    // What was hidden before is erased, and is no news.
    for (;;) {
      const rows = await exclusively(() => {
        if (!database.open) return []
        return 'visitor' in which ? eraseVisitor(which.visitor) : removeOld(which.receivedBefore)
      })
      const visible = rows.filter(({ isHidden }) => isHidden === 0)
      if (visible.length > 0) {
        return visible.map(({ isHidden: _, id, ...event }) => ({ id: String(id), ...event }))
      }
      if (rows.length === 0) break
      await setTimeout(pause)
    }
    if ('visitor' in which) await forget(which.visitor)
    return []
  }
}
