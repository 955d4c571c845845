import { promised } from '../lib/promised.ts'
import type { Line, LineStore } from '../types.ts'
import { localStore } from './local.ts'

const name = '_tog.rv-outbox'

/**
 * How long a look may wait, in ms: while a page in WebKit's back/forward cache has not finished its transaction, no
 * other page of the origin can open the database.
 */
const timeoutMs = 1_000

const open = async (): Promise<IDBDatabase> => {
  const request = indexedDB.open(name)
  request.onupgradeneeded = () => request.result.createObjectStore(name)
  await promised<unknown>((done, failed) => {
    request.onsuccess = done
    request.onerror = failed
  })
  return request.result
}

/**
 * Keeps waiting events in IndexedDB: even a browser that is killed the next moment has them, while localStorage is
 * written to disk seconds later. It costs a transaction for all the events of one task, beside the page's main thread.
 * Until that is through, and where IndexedDB is blocked or full, they are in localStorage.
 *
 * Another tab's adoption is not seen at once, so an event may be sent by both: for `acknowledged()` delivery, whose
 * collector knows repeats.
 *
 * @example
 * createTracker({ collector, delivery: acknowledged(), outbox: durableOutbox() })
 */
export const durableOutbox = (): LineStore => {
  let opening: Promise<IDBDatabase> | undefined
  let writes: [key: string, line: Line | undefined][] = []

  const within = async (mode: IDBTransactionMode, work: (lines: IDBObjectStore) => void): Promise<void> => {
    opening ??= open()
    try {
      const transaction = (await opening).transaction(name, mode)
      work(transaction.objectStore(name))
      await promised<unknown>((done, failed) => {
        transaction.oncomplete = done
        transaction.onabort = failed
      })
    } catch (thrown) {
      // The connection may be gone: next time another.
      opening = undefined
      throw thrown
    }
  }
  const writeAtEndOfTask = async (): Promise<void> => {
    await undefined
    const written = writes
    writes = []
    try {
      await within('readwrite', (lines) => {
        for (const [key, line] of written) {
          if (line === undefined) lines.delete(key)
          else lines.put(line, key)
        }
      })
      for (const [key, line] of written) if (localStore.get(key) === line) localStore.remove(key)
    } catch {
      // Then they stay where they are.
    }
  }
  /** All of one task in one transaction. */
  const later = (key: string, line?: Line): void => {
    if (writes.push([key, line]) < 2) writeAtEndOfTask()
  }

  return {
    get: () => undefined,
    set(key, line) {
      // Until the transaction is through: a page that goes before leaves this one.
      const isKept = localStore.set(key, line)
      later(key, line)
      return isKept || typeof indexedDB === 'object'
    },
    remove(key) {
      localStore.remove(key)
      later(key)
    },
    async all(prefix) {
      const found: [key: string, line: Line][] = []
      const read = within('readonly', (lines) => {
        lines.openCursor(IDBKeyRange.bound(prefix, `${prefix}\uffff`)).onsuccess = ({ target }) => {
          const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result
          if (!cursor) return
          found.push([cursor.key as string, cursor.value as Line])
          cursor.continue()
        }
      }).catch(() => {})
      await promised<void>((done) => {
        read.then(done)
        setTimeout(done, timeoutMs)
      })
      return [...(await localStore.all(prefix)), ...found]
    },
  }
}
