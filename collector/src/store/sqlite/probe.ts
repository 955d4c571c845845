import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { oneByOne } from '../one-by-one.ts'

/** Bytes that must be free where the store is: the log alone grows by a few megabytes before it is used again. */
const leastRoom = 16 * 1024 * 1024

/** Milliseconds for which a write that failed speaks for those that come next. */
const memory = 2_000

/** What is wrong with the store, and not with what was to be written: a stranger must not take the collector away. */
const faults = /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOTADB|CANTOPEN|BUSY)/

export interface Probe {
  /** Does a write that matters. */
  watch<Result>(write: () => Promise<Result>): Promise<Result>
  /**
   * Rejects when the store takes no writes. A disk may be too full for events and still have room for a small
   * transaction, in what was given back of the log: so a write alone does not tell.
   */
  check(): Promise<void>
}

/** @param busyTimeoutMs - milliseconds that other writes wait for another program */
export function openProbe(
  database: Database,
  exclusively: ReturnType<typeof oneByOne>,
  busyTimeoutMs: number,
): Probe {
  const version = database.pragma('user_version', { simple: true })
  let failure: { readonly error: unknown; readonly at: number } | undefined

  return {
    async watch(write) {
      try {
        const result = await write()
        failure = undefined
        return result
      } catch (error) {
        if (faults.test(`${(error as { readonly code?: string }).code}`))
          failure = { error, at: performance.now() }
        throw error
      }
    },
    async check() {
      if (failure !== undefined && performance.now() - failure.at < memory) throw failure.error
      const { bavail, bsize } = await statfs(dirname(database.name))
      if (bavail * bsize < leastRoom) throw new Error(`less than ${leastRoom} bytes are free for the store`)
      await exclusively(() => {
        // Another program that is writing is not waited for: everything else would wait meanwhile.
        database.pragma('busy_timeout = 0')
        try {
          // It is what it was, and goes to the disk all the same, as a transaction of its own.
          database.pragma(`user_version = ${version}`)
        } finally {
          database.pragma(`busy_timeout = ${busyTimeoutMs}`)
        }
      })
    },
  }
}
