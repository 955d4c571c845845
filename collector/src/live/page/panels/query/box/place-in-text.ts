/** A place in a text, for those who read it line by line. */
export interface DatabaseLocation {
  /** UTF-16 units before it. */
  readonly at: number
  /** Line and column count from 1. */
  readonly line: number
  readonly column: number
  /** The line's text: before the place, the word that begins there, and what follows. */
  readonly before: string
  readonly word: string
  readonly after: string
}

const word = /[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/uy

/** @param position - in UTF-16 units; one past the end is the end */
export function placeInText(text: string, position: number): DatabaseLocation {
  const near = Math.max(0, Math.min(position, text.length))
  // Between the two halves of a character there is no place.
  const at = (text.codePointAt(near - 1) ?? 0) > 0xffff ? near - 1 : near
  const start = text.slice(0, at).lastIndexOf('\n') + 1
  const end = text.indexOf('\n', at)
  const line = text.slice(start, end < 0 ? text.length : end)
  const before = text.slice(start, at)
  word.lastIndex = before.length
  const found = word.exec(line)?.[0] ?? ''
  return {
    at,
    line: text.slice(0, start).split('\n').length,
    column: before.length + 1,
    before,
    word: found,
    after: line.slice(before.length + found.length),
  }
}
