import { attempt } from '../lib/attempt.ts'
import { now } from '../lib/now.ts'
import type { Line } from '../types.ts'
import { isLeft, readAdopted, readChunk, writeChunk, writeChunkKey } from './chunk.ts'
import { type LineState, leave, sending, type Transition, take, unconfirmed, waiting } from './line-state.ts'
import type { PipelineOptions } from './pipeline-options.ts'

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
  /** The state of a line; undefined when it is not here. */
  stateOf(line: Line): LineState | undefined
  /** Whether it is what stores the lines under this key. */
  holds(key: string): boolean
  /**
   * Takes them into the caller's hands. What another page has adopted meanwhile is here no more.
   *
   * @returns false, and takes none, when not all of them are to be had
   */
  take(lines: readonly Line[]): boolean
  /** Something has happened to lines. */
  change(transition: Transition, lines: readonly Line[]): void
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
  readonly touched: number
  readonly born: number
  readonly lines: Set<Line>
  /** Whether any page that finds it may take it. */
  isLeft?: boolean
  /** Its text where it is stored. */
  stored?: string | undefined
  /** Characters of its text, by and large. */
  size: number
}

/** Characters that one page may keep: a fifth of what browsers give a site, and some thousands of events. */
const capacity = 1_000_000

/** How long a chunk gets more lines, in ms: it must not change any more when others may adopt it. */
const maxChunkAge = 3_000

/** How far apart lines of a chunk may have been tracked, in ms: they expire together. */
const maxBornApart = 3_600_000

/**
 * A write-ahead log: what is put is stored before the next task, and until it is delivered. Where nothing can be stored
 * it is in memory, and lasts as long as the page.
 */
export const createOutbox = ({ store, collector, ledger, report }: PipelineOptions): Outbox => {
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
    resize(chunk, line.indexOf('\n') - line.length)
  }
  /** Others took it over, if it says so, or if it was left and is gone. */
  const yieldAdopted = ({ key, lines, stored }: Chunk): void => {
    if (!stored) return
    const found = store.get(key)
    // Of what was stored: where the clock was set meanwhile, a line may be new in what was taken.
    if (readAdopted(found) || (found === null && isLeft(stored)))
      for (const [line] of readChunk(stored)) if (lines.has(line)) remove(line)
  }
  const write = (chunk: Chunk): void => {
    yieldAdopted(chunk)
    const { key, lines } = chunk
    const text = writeChunk(
      [...lines].map((line) => [line, entries.get(line)!.state]),
      chunk.isLeft,
    )
    resize(chunk, text.length - chunk.size)
    if (!lines.size) {
      if (chunk.stored) store.remove(key)
    } else if (store.set(key, text)) chunk.stored = text
    // Full, then, and the page will need the room: what we have stored is in memory, too.
    else
      for (const other of entries.values()) {
        store.remove(other.chunk.key)
        other.chunk.stored = ''
      }
  }
  const settle = (): void => {
    if (size > capacity)
      // Not the newest: there is room for one, however long.
      for (const line of [...inState(unconfirmed), ...inState(waiting)].slice(0, -1)) {
        if (size <= capacity) break
        remove(line)
        report({ reason: 'outbox-full' })
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
  const change = (transition: Transition, lines: readonly Line[]): void => {
    for (const line of lines) {
      const entry = entries.get(line)
      if (!entry) continue
      const state = transition(entry.state)
      // What is in hand is stored as what is not.
      if ((state ^ entry.state) & unconfirmed) changed.add(entry.chunk)
      entry.state = state
    }
    // What is delivered together is to go together.
    open = undefined
    saveLater()
  }

  return {
    put(line, born = now(), state = waiting) {
      const touched = now()
      if (
        !open ||
        Math.abs(touched - open.touched) > maxChunkAge ||
        Math.abs(born - open.born) > maxBornApart
      ) {
        const key = writeChunkKey({ touched, born, collector }, ledger.sender + chunks++)
        open = { key, touched, born, lines: new Set(), size: 0 }
      }
      entries.set(line, { chunk: open, state })
      open.lines.add(line)
      resize(open, line.length - line.indexOf('\n'))
      saveLater()
    },
    inState,
    stateOf: (line) => entries.get(line)?.state,
    holds: (key) => [...entries.values()].some(({ chunk }) => chunk.key === key),
    take(lines) {
      for (const chunk of new Set(lines.map((line) => entries.get(line)?.chunk))) {
        if (chunk) yieldAdopted(chunk)
      }
      const areHere = lines.every((line) => entries.has(line) && !(entries.get(line)!.state & sending))
      if (areHere) change(take, lines)
      return areHere
    },
    change,
    remove(lines) {
      lines.forEach(remove)
      // At once: whoever looks around must not find what is delivered.
      save()
    },
    leave() {
      for (const { chunk } of entries.values()) {
        // There may be room again for what had none.
        if (!chunk.isLeft || !chunk.stored) changed.add(chunk)
        chunk.isLeft = true
      }
      change(leave, inState(sending))
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
