import type { Issue, Line, LineStore } from '../types.ts'
import { readAdopted, readLineKey, writeLineKey } from './line-key.ts'

/** Where lines wait until they are delivered. */
export interface Outbox {
  /** @param born - when it was first put anywhere, in ms since the epoch; default: now */
  put(line: Line, born?: number): void
  /** The first that wait, oldest first. */
  peek(most?: number): Line[]
  /**
   * Takes them into the caller's hands, until they are removed, released or left.
   *
   * @returns false, and takes none, when not all of them wait here any more
   */
  take(lines: readonly Line[]): boolean
  /** They are delivered: forget them. */
  remove(lines: readonly Line[]): void
  /** They are not: let them wait again, before all others. */
  release(lines: readonly Line[]): void
  /** They may be delivered: whichever page lives next makes sure, this one after `reclaim`. */
  leave(lines: readonly Line[]): void
  /** Lets wait again what was left. */
  reclaim(): void
  /** Lets go of all there is, wherever it is stored. @returns how many lines that were */
  forget(): number
  /** Whether the line is in this outbox. */
  has(line: Line): boolean
}

/** Characters that one page may keep: a fifth of what browsers give a site, and some thousands of events. */
const capacity = 1_000_000

/**
 * A write-ahead log: what is put is stored before anything is sent, and until it is delivered. Where nothing can be
 * stored it is in memory, and lasts as long as the page.
 *
 * @param id - unlike that of any other outbox
 * @param report - hears of each event that is dropped for want of room, the oldest first
 */
export const createOutbox = (
  store: LineStore,
  collector: string,
  id: string,
  report: (issue: Issue) => void,
): Outbox => {
  /** All lines here and in callers' hands, by their key; without one where they are in memory only. */
  const keys = new Map<Line, string | undefined>()
  let waiting = new Set<Line>()
  /** Handed to a beacon: any page may take them, and this one when it is back. */
  const left = new Set<Line>()
  let size = 0
  let puts = 0

  const write = (line: Line, born: number, touched: number): string | undefined => {
    const key = writeLineKey({ touched, born, collector }, id + puts++)
    return store.set(key, line) ? key : undefined
  }
  const erase = (line: Line): void => {
    const key = keys.get(line)
    if (key) store.remove(key)
  }
  const remove = (line: Line): void => {
    erase(line)
    if (keys.delete(line)) size -= line.length
    waiting.delete(line)
    left.delete(line)
  }
  const isAdopted = (key: string): boolean => {
    const stored = store.get(key)
    return !!readAdopted(stored) || (stored === null && !readLineKey(key).touched)
  }
  const release = (lines: readonly Line[]): void => {
    waiting = new Set([...lines, ...waiting])
  }

  return {
    put(line, born = Date.now()) {
      const key = write(line, born, Date.now())
      // Full, then, and the page will need the room: ours has a copy in memory.
      if (!key)
        for (const other of keys.keys()) {
          erase(other)
          keys.set(other, undefined)
        }
      keys.set(line, key)
      waiting.add(line)
      size += line.length
      for (const oldest of size > capacity ? [...left, ...waiting] : []) {
        if (size <= capacity || oldest === line) break
        remove(oldest)
        report({ reason: 'outbox-full' })
      }
    },
    peek: (most) => [...waiting].slice(0, most),
    take(lines) {
      for (const line of lines) {
        const key = keys.get(line)
        if (key && isAdopted(key)) remove(line)
      }
      const areHere = lines.every((line) => waiting.has(line))
      if (areHere) for (const line of lines) waiting.delete(line)
      return areHere
    },
    remove: (lines) => lines.forEach(remove),
    release,
    leave(lines) {
      for (const line of lines) {
        const key = keys.get(line)
        const moved = key && write(line, readLineKey(key).born, 0)
        if (moved) {
          erase(line)
          keys.set(line, moved)
        }
        left.add(line)
      }
    },
    reclaim() {
      release([...left])
      left.clear()
    },
    forget() {
      const { size: lines } = keys
      for (const line of keys.keys()) remove(line)
      return lines
    },
    has: (line) => keys.has(line),
  }
}
