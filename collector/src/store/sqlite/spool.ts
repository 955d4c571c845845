import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { StoredEvent } from '../../model/event.ts'
import type { Report } from '../../model/sender.ts'
import { lockStore } from './lock.ts'
import { makePrivate } from './private-file.ts'

/** What came in with one request. */
export interface Spooled {
  readonly events: readonly StoredEvent[]
  readonly reports: readonly Report[]
}

/** Requests that wait on this machine until their store is there again, in the order in which they came. */
export interface Spool {
  /** On the disk when it returns. */
  add(spooled: Spooled): void
  /** The first that waits behind a number, with its own. */
  next(after: number): { readonly id: number; readonly spooled: Spooled } | undefined
  remove(id: number): void
  count(): number
  /** On the disk; what was removed is used again. */
  bytes(): number
  close(): void
}

/** @throws when the file is not one, or another collector has it */
export function openSpool(file: string): Spool {
  const place = makePrivate(file)
  const unlock = lockStore(place)
  try {
    const database = new Database(place)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('secure_delete = ON')
    database.exec(
      'CREATE TABLE IF NOT EXISTS spool (id INTEGER PRIMARY KEY AUTOINCREMENT, request TEXT NOT NULL) STRICT',
    )
    const insert = database.prepare('INSERT INTO spool (request) VALUES (?)')
    const selectNext = database.prepare('SELECT id, request FROM spool WHERE id > ? ORDER BY id LIMIT 1')
    const remove = database.prepare('DELETE FROM spool WHERE id = ?')
    const selectCount = database.prepare('SELECT count(*) FROM spool').pluck()
    const free = () => database.pragma('freelist_count', { simple: true }) as number
    const page = database.pragma('page_size', { simple: true }) as number
    return {
      add: (spooled) => void insert.run(JSON.stringify(spooled)),
      next(after) {
        const row = selectNext.get(after) as { id: number; request: string } | undefined
        return row && { id: row.id, spooled: JSON.parse(row.request) as Spooled }
      },
      remove: (id) => void remove.run(id),
      count: () => selectCount.get() as number,
      bytes: () => statSync(place).size - free() * page,
      close() {
        database.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}
