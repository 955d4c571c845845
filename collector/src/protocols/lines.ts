import { type Pieces, pieces } from '../limits/turns.ts'
import type { Rejection } from './rejection.ts'

export interface BatchLimits {
  /** Bytes of one line; a longer one is rejected, its neighbours are kept. */
  readonly line: number
  /** Lines that hold an event, or something else to be kept. */
  readonly events: number
  /** Bytes of all events, each counted with what it shares: a long shared part of many short lines is a bomb. */
  readonly expanded: number
}

/** What a dialect makes of the lines of a batch: each is a query string, or the reason why it cannot be read. */
export interface LineReader {
  /** Shared by the lines below it, in place of what was shared before. */
  share(line: number, query: string | Rejection): void
  /** An event of its own. */
  add(line: number, query: string | Rejection): void
  /** How many lines were kept or rejected. */
  size(): number
}

/** What is read in one go, in bytes with what is shared written out: some milliseconds. A line costs more than its bytes. */
const piece = { bytes: 48 * 1024, line: 100 }

/** Lines of a text, counted no further than to one more than `most`. */
export function countLines(text: Buffer, maxLines: number): number {
  let lines = 1
  for (let at = text.indexOf(10); at >= 0 && lines <= maxLines; at = text.indexOf(10, at + 1)) lines += 1
  return lines
}

/**
 * Reads a batch, in pieces: lines of query string, where one that starts with `?` is shared by the lines below it until the next
 * such line.
 *
 * @param addressBytes - of what every line shares, from the request's address
 * @returns how many lines there are, or 'too large' when the batch as a whole is over a limit
 */
export function* readLines(
  text: string,
  addressBytes: number,
  limits: BatchLimits,
  { share, add, size }: LineReader,
): Pieces<number | 'too large'> {
  const isBreak = pieces(piece.bytes)
  const tooLong: Rejection = { error: `the line is longer than ${limits.line} bytes` }
  let sharedBytes = 0
  let expanded = 0
  let line = 0
  for (let start = 0, end: number; start <= text.length; start = end + 1) {
    const newline = text.indexOf('\n', start)
    end = newline < 0 ? text.length : newline
    line += 1
    const ended = text.slice(start, end)
    const content = ended.endsWith('\r') ? ended.slice(0, -1) : ended
    if (content === '') continue
    const bytes = Buffer.byteLength(content)
    if (isBreak(addressBytes + sharedBytes + bytes + piece.line)) yield
    if (content.startsWith('?')) {
      share(line, bytes > limits.line ? tooLong : content.slice(1))
      sharedBytes = bytes
      if (size() > limits.events) return 'too large'
      continue
    }
    expanded += addressBytes + sharedBytes + bytes
    if (expanded > limits.expanded || size() >= limits.events) return 'too large'
    add(line, bytes > limits.line ? tooLong : content)
  }
  return line
}
