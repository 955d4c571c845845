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

/**
 * Reads a batch: lines of query string, where one that starts with `?` is shared by the lines below it until the next
 * such line.
 *
 * @param addressBytes - of what every line shares, from the request's address
 * @returns how many lines there are, or 'too large' when the batch as a whole is over a limit
 */
export function readLines(
  text: string,
  addressBytes: number,
  limits: BatchLimits,
  { share, add, size }: LineReader,
): number | 'too large' {
  const tooLong: Rejection = { error: `the line is longer than ${limits.line} bytes` }
  let sharedBytes = 0
  let expanded = 0
  let line = 0
  for (const ended of text.split('\n')) {
    line += 1
    const content = ended.endsWith('\r') ? ended.slice(0, -1) : ended
    if (content === '') continue
    const bytes = Buffer.byteLength(content)
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
