import { chownSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { lockStore } from './lock.ts'
import { makePrivate } from './private-file.ts'
import { schemaVersion } from './schema.ts'

/** Pages that are copied in one go. */
const chunk = 2_000

/**
 * Copies a store into a file that is there once it is whole, for nobody else to read.
 *
 * @returns how many events it has
 */
export async function copySqlite(store: string, file: string): Promise<number> {
  const part = `${file}.part`
  const count = await copyAside(store, part)
  renameSync(part, file)
  syncFile(dirname(resolve(file)))
  return count
}

async function copyInto(store: string, part: string): Promise<number> {
  const database = new Database(store, { readonly: true, fileMustExist: true })
  try {
    // Of one moment. Without it the copy would begin anew whenever the collector has written
    // (https://www.sqlite.org/c3ref/backup_finish.html), which it may do all the time.
    database.exec('BEGIN')
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    await database.backup(part, { progress: () => chunk })
  } finally {
    database.close()
  }
  const copy = new Database(part)
  try {
    // One file, which needs no other beside it.
    copy.pragma('journal_mode = DELETE')
    checkWhole(copy)
    return countIn(copy)
  } finally {
    copy.close()
  }
}

/** @throws when a file is no whole store that this collector can read */
export function checkBackup(file: string): void {
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true })
    try {
      const version = database.pragma('user_version', { simple: true }) as number
      if (version > schemaVersion) throw new Error('it is of a newer collector: use that one')
      if (version === 0) throw new Error('it is no store of events')
      checkWhole(database)
      countIn(database)
    } finally {
      database.close()
    }
  } catch (error) {
    throw new Error(`${file} cannot be restored: ${(error as Error).message}`, { cause: error })
  }
}

/**
 * Makes a copy the store, in one step.
 *
 * @returns how many events it has
 * @throws when a collector has the store, or it holds something and is not to be replaced
 */
export async function replaceSqlite(store: string, file: string, isReplacing: boolean): Promise<number> {
  const isThere = existsSync(store)
  if (isThere && statSync(store).ino === statSync(file).ino) throw new Error(`${file} is the store itself`)
  const { uid, gid } = statSync(isThere ? store : dirname(resolve(store)))
  const place = makePrivate(store)
  const unlock = lockAlone(place)
  try {
    if (!isReplacing) checkEmpty(place)
    const part = `${place}.part`
    const count = await copyAside(file, part)
    // What is in its log would be taken for the log of the other.
    for (const end of ['-wal', '-shm', '-journal']) rmSync(`${place}${end}`, { force: true })
    renameSync(part, place)
    syncFile(dirname(place))
    // Who restores is often root, and the collector is not.
    if (process.getuid?.() === 0) for (const each of [place, `${place}-lock`]) chownSync(each, uid, gid)
    return count
  } catch (error) {
    if (!isThere) removeSqlite(place)
    throw error
  } finally {
    unlock()
  }
}

function lockAlone(store: string): () => void {
  try {
    return lockStore(store)
  } catch (error) {
    throw new Error(`the store ${store} is in use (${(error as Error).message}): stop its collector first`, {
      cause: error,
    })
  }
}

async function copyAside(file: string, part: string): Promise<number> {
  removeSqlite(part)
  makePrivate(part)
  try {
    const count = await copyInto(file, part)
    syncFile(part)
    return count
  } catch (error) {
    removeSqlite(part)
    throw error
  }
}

/** An empty file is one that was made just now. */
function checkEmpty(store: string): void {
  if (statSync(store).size === 0) return
  const database = new Database(store)
  try {
    const count = countIn(database)
    if (count > 0) throw new Error(`holds ${count} events`)
  } catch (error) {
    throw new Error(`${store} is not empty (${(error as Error).message}): --replace gives that up`, {
      cause: error,
    })
  } finally {
    database.close()
  }
}

const countIn = (database: Database.Database): number => {
  const hasDeletions =
    database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'deletions'").get() !== undefined
  const hidden = hasDeletions ? '(SELECT count(*) FROM deletions)' : '0'
  return database.prepare(`SELECT (SELECT count(*) FROM events) - ${hidden}`).pluck().get() as number
}

function checkWhole(database: Database.Database): void {
  const found = database.pragma('quick_check(1)', { simple: true })
  if (found !== 'ok') throw new Error(`it is damaged: ${found}`)
}

function removeSqlite(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true })
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
