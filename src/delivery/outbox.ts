import { attempt } from '../lib/attempt.ts'
import { now } from '../lib/now.ts'
import type { Line, LineStore } from '../types.ts'
import { readAdopted, writeChunk, writeChunkKey } from './chunk.ts'
import { type LineEvent, type LineState, sending, transitions, unconfirmed, waiting } from './line-state.ts'

/** Where lines are until they are delivered: in memory with their states, and in a store that outlives the page. */
export interface Outbox {
  /**
   * Puts a line in. It is stored at the end of the task, together with others.
   *
   * @param born - when it was tracked, in ms since the epoch. Default: now
   * @param state - Default: `waiting`
   */
  put(line: Line, born?: number, state?: LineState): void
  /** The lines in a state, oldest first. */
  inState(state: LineState): Line[]
  /** The state of a line that is here. */
  stateOf(line: Line): LineState | undefined
  /** Forgets those of them that another page has adopted meanwhile. */
  yieldAdopted(lines: readonly Line[]): void
  /** Something has happened to lines. */
  change(event: LineEvent, lines: readonly Line[]): void
  /** They are delivered or dropped. */
  remove(lines: readonly Line[]): void
  /** The page may be about to end: what is in hand leaves with it, and all is stored for others to take. */
  leave(): void
  /** Lets go of all there is, wherever it is stored. @returns how many lines that were */
  forget(): number
}

/** Lines that are stored under one key. */
interface Chunk {
  readonly key: string
  readonly born: number
  readonly touched: number
  readonly lines: Set<Line>
  isStored?: unknown
  /** Whether it is stored as left. */
  wasLeft?: boolean
  /** Whether its page was left: any page that finds it may take it. */
  isLeft: boolean
  /** Characters of its text. */
  size: number
}

/** Characters that one page may keep: a fifth of what browsers give a site, and some thousands of events. */
const capacity = 1_000_000

/** A chunk that is so large gets no more lines, as each task writes it anew. */
const maxChunkSize = 10_000

/** Nor does one that is so old, in ms: it must not change any more when others may adopt it. */
const maxChunkAge = 3_000

/** How far apart lines may be that share a time, by which they expire, in ms. */
const maxBornApart = 3_600_000

/** What a line adds to its chunk, but for what it shares with its neighbours. */
const ownSize = (line: Line): number => line.length - line.indexOf('\n')

/**
 * A write-ahead log: what is put is stored before the next task, and until it is delivered. Where nothing can be stored
 * it is in memory, and lasts as long as the page.
 *
 * @param id - unlike that of any other outbox
 * @param report - hears of each event that is dropped for want of room, the oldest first, and of what is thrown
 */
export const createOutbox = (
  store: LineStore,
  collector: string,
  id: string,
  report: (issue: unknown) => void,
): Outbox => {
  const entries = new Map<Line, { readonly chunk: Chunk; state: LineState }>()
  const changed = new Set<Chunk>()
  let open: Chunk | undefined
  let chunks = 0
  let size = 0
  let isSaving = false

  const inState = (state: LineState): Line[] =>
    [...entries].filter(([, entry]) => entry.state === state).map(([line]) => line)

  const resize = (chunk: Chunk, by: number): void => {
    chunk.size += by
    size += by
    changed.add(chunk)
  }
  const remove = (line: Line): void => {
    const chunk = entries.get(line)?.chunk
    if (!chunk) return
    entries.delete(line)
    chunk.lines.delete(line)
    resize(chunk, -ownSize(line))
  }
  /** Others took it over, if it says so, or if it was left and is gone. */
  const yieldAdopted = (chunk: Chunk): void => {
    if (!chunk.isStored) return
    const stored = store.get(chunk.key)
    if (readAdopted(stored) || (stored === null && chunk.wasLeft)) chunk.lines.forEach(remove)
  }
  const write = (chunk: Chunk): void => {
    const { key, lines } = chunk
    yieldAdopted(chunk)
    const text = writeChunk(
      [...lines].map((line) => [line, entries.get(line)!.state]),
      chunk.isLeft,
    )
    resize(chunk, text.length - chunk.size)
    if (!lines.size) {
      if (chunk.isStored) store.remove(key)
      return
    }
    chunk.isStored = store.set(key, text)
    chunk.wasLeft = chunk.isLeft
    // Full, then, and the page will need the room: what we have stored is in memory, too.
    if (!chunk.isStored)
      for (const other of entries.values()) {
        store.remove(other.chunk.key)
        other.chunk.isStored = false
      }
  }
  const settle = (): void => {
    if (size > capacity) {
      const oldest = [...inState(unconfirmed), ...inState(waiting)]
      // Room for one, however long.
      oldest.pop()
      for (const line of oldest) {
        if (size <= capacity) break
        remove(line)
        report({ reason: 'outbox-full' })
      }
    }
    changed.forEach(write)
    changed.clear()
  }
  const save = (): void => {
    isSaving = false
    attempt(settle, report)
  }
  const saveLater = async (): Promise<void> => {
    if (isSaving) return
    isSaving = true
    await undefined
    if (isSaving) save()
  }

  const change = (event: LineEvent, lines: readonly Line[]): void => {
    for (const line of lines) {
      const entry = entries.get(line)
      if (!entry) continue
      const state = transitions[event][entry.state]!
      // What is in hand is stored as what is not.
      if ((state ^ entry.state) & unconfirmed) changed.add(entry.chunk)
      entry.state = state
    }
    // What was left others may adopt, and what is delivered is to go as a whole.
    open = undefined
    saveLater()
  }

  return {
    put(line, born = now(), state = waiting) {
      const touched = now()
      const isOpen =
        open &&
        open.size < maxChunkSize &&
        Math.abs(touched - open.touched) < maxChunkAge &&
        Math.abs(born - open.born) < maxBornApart
      if (!isOpen) {
        open = {
          key: writeChunkKey({ touched, born, collector }, id + chunks++),
          born,
          touched,
          lines: new Set(),
          isLeft: false,
          size: 0,
        }
      }
      const chunk = open!
      entries.set(line, { chunk, state })
      chunk.lines.add(line)
      resize(chunk, ownSize(line))
      saveLater()
    },
    inState,
    stateOf: (line) => entries.get(line)?.state,
    yieldAdopted(lines) {
      for (const chunk of new Set(lines.map((line) => entries.get(line)?.chunk)))
        if (chunk) yieldAdopted(chunk)
      saveLater()
    },
    change,
    remove(lines) {
      lines.forEach(remove)
      // At once: whoever looks around must not find what is delivered.
      save()
    },
    leave() {
      for (const { chunk } of entries.values()) {
        if (!chunk.isLeft) changed.add(chunk)
        chunk.isLeft = true
      }
      change('leave', inState(sending))
      save()
    },
    forget() {
      const { size: lines } = entries
      for (const line of entries.keys()) remove(line)
      save()
      return lines
    },
  }
}
