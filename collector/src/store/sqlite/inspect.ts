import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { type Denial, denialOf } from '../../permission.ts'
import { lockStore } from './lock.ts'
import { isPublic } from './private-file.ts'
import { schemaVersion } from './schema.ts'

/** What can be seen of a store without changing it. */
export type StoreState =
  | { readonly kind: 'absent'; readonly denial: Denial | undefined; readonly hasFolder: boolean }
  | { readonly kind: 'unreadable'; readonly reason: string; readonly advice?: string }
  | {
      readonly kind: 'store'
      /** A collector has it. */
      readonly isOpen: boolean
      /** Why this process may not write to it. */
      readonly denial: Denial | undefined
      readonly isPublic: boolean
      /** Whose file it is: a user's number. */
      readonly owner: number
      readonly bytes: number
      /** Of the log beside it, which a reader that does not end keeps from being emptied. */
      readonly logBytes: number
      /** Its schema's number, and that of this collector. */
      readonly version: number
      readonly newestVersion: number
      /** When the newest event came, in ms since the epoch. */
      readonly newest: number | undefined
    }

/** Looks at a store's file, also while a collector has it. */
export function inspectSqlite(file: string): StoreState {
  // Where its folder may not be entered, it seems not to be there.
  const denial = denialOf(file, true)
  if (denial !== undefined) return { kind: 'unreadable', ...denial }
  if (!existsSync(file)) {
    const folder = dirname(resolve(file))
    return { kind: 'absent', hasFolder: existsSync(folder), denial: denialOf(file) }
  }
  try {
    return inspect(file)
  } catch (error) {
    return { kind: 'unreadable', reason: (error as Error).message, ...denialOf(file) }
  }
}

function inspect(file: string): StoreState {
  const { size, uid } = statSync(file)
  const { database, denial, isOpen, close } = openQuietly(file)
  try {
    const version = database.pragma('user_version', { simple: true }) as number
    return {
      kind: 'store',
      isOpen,
      denial,
      isPublic: isPublic(file),
      owner: uid,
      bytes: size,
      logBytes: existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0,
      version,
      newestVersion: schemaVersion,
      newest: version > 0 && version <= schemaVersion ? newestIn(database) : undefined,
    }
  } finally {
    close()
  }
}

interface Opened {
  readonly database: Database.Database
  readonly denial: Denial | undefined
  /** A collector has it. */
  readonly isOpen: boolean
  close(): void
}

/** Opens a store to look at it, and leaves its folder as it was. */
export function openQuietly(file: string): Opened {
  const denial = denialOf(file)
  const isFree = denial === undefined
  const lock = isFree && existsSync(`${file}-lock`) ? tryLock(file) : undefined
  // Who may only read cannot take away what SQLite puts beside a file to read it; who has it alone can.
  const database = new Database(file, { readonly: !isFree || lock === 'taken' })
  return {
    database,
    denial,
    isOpen: lock === 'taken',
    close() {
      database.close()
      if (typeof lock === 'function') lock()
    },
  }
}

/** In the order of arrival the last. */
const newestIn = (database: Database.Database): number | undefined =>
  database.prepare('SELECT received FROM events ORDER BY id DESC LIMIT 1').pluck().get() as number | undefined

/** @returns lets others in again */
function tryLock(file: string): (() => void) | 'taken' {
  try {
    return lockStore(file)
  } catch {
    return 'taken'
  }
}
