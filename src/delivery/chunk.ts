import type { Line } from '../types.ts'
import { type LineState, unconfirmed, waiting } from './line-state.ts'

/** What keys of stored lines begin with, those of earlier versions too. */
export const linePrefix = '_tog.rv-outbox'

/** Of a chunk that may not be whole for an earlier version: that knows one line a key. */
const chunkPrefix = `${linePrefix}2`

/** What the key of a stored chunk says. */
export interface ChunkKey {
  /** When it was stored, in ms since the epoch. */
  readonly touched: number
  /** When the oldest of its lines was tracked, in ms since the epoch. */
  readonly born: number
  /** Where its lines go: trackers with another collector leave them alone. */
  readonly collector: string
}

/** @param id - unlike all others of the same moment */
export const writeChunkKey = ({ touched, born, collector }: ChunkKey, id: string): string =>
  [chunkPrefix, touched, born, id, collector].join(' ')

export const readChunkKey = (key: string): ChunkKey => {
  const [, touched, born, , collector] = key.split(' ')
  return { touched: +touched!, born: +born!, collector: collector! }
}

/** With the time, in ms since the epoch, what stands in place of a chunk that was taken from a page which may still live. */
const tombstone = ' '

/**
 * Marks a chunk as adopted. A key that is gone means less: pages clear their storage.
 *
 * @param now - in ms since the epoch
 */
export const writeAdopted = (now: number): string => tombstone + now

/** When a chunk was adopted, in ms since the epoch; nothing when it was not. */
export const readAdopted = (stored: string | null | undefined): number | undefined =>
  stored?.startsWith(tombstone) ? +stored : undefined

/** Stands before a line that has left its page once. No wire writes it. */
const mark = '\t'

/** Begins a chunk whose page was left: it expects that others take it. */
const leftMark = '\n'

/** Whether a stored chunk was left by its page. */
export const isLeft = (stored: string): boolean => stored[0] === leftMark

/** Writes lines one below the other; what neighbours share is written once. */
export const writeChunk = (
  lines: Iterable<readonly [line: Line, state: LineState]>,
  isLeft?: boolean,
): string => {
  let text = isLeft ? leftMark : ''
  let lastShared: string | undefined
  for (const [line, state] of lines) {
    const own = line.indexOf('\n') + 1
    const shared = line.slice(0, own)
    text += `${shared === lastShared ? '' : shared}${state & unconfirmed ? mark : ''}${line.slice(own)}\n`
    lastShared = shared
  }
  return text
}

/** Reads what `writeChunk` wrote, and what earlier versions did: one line, without a mark. */
export const readChunk = (stored: string): (readonly [line: Line, state: LineState])[] => {
  let shared = ''
  const lines: (readonly [line: Line, state: LineState])[] = []
  for (const part of stored.split('\n')) {
    if (part[0] === '?') shared = `${part}\n`
    else if (part) {
      lines.push(part[0] === mark ? [shared + part.slice(1), unconfirmed] : [shared + part, waiting])
    }
  }
  return lines
}
