import type { Pieces } from '../limits/turns.ts'

/** One value of a JSON text, which was looked at and not yet parsed. */
export interface JsonPart {
  /** Its bytes. */
  readonly start: number
  readonly end: number
  /** Bytes that it has at least when it is written anew: without space between its values, an escape counted as one. */
  readonly size: number
  /** Whether it is nested deeper than it may be, and in which member of it. */
  readonly tooDeep?: { readonly member: string | undefined }
}

export interface PartLimits {
  /** Levels of objects and arrays of one part. */
  readonly depth: number
  /** How many parts there may be. */
  readonly parts: number
}

/** Bytes that are looked at in one go: a millisecond. */
const piece = 256 * 1024

const code = { quote: 34, comma: 44, colon: 58, backslash: 92, u: 117 }
const opening = (byte: number) => byte === 91 || byte === 123
const closing = (byte: number) => byte === 93 || byte === 125
const blank = (byte: number) => byte === 32 || byte === 10 || byte === 13 || byte === 9

/**
 * Finds the values of a JSON array, or the one value of any JSON, in time that grows with the bytes alone: what is parsed
 * afterwards is known to be small and flat. JSON.parse itself takes a hundred times as long for brackets as for texts.
 *
 * @returns undefined for what cannot be JSON; what is returned can still be none
 */
export function* jsonParts(
  bytes: Uint8Array,
  isArray: boolean,
  limits: PartLimits,
): Pieces<readonly JsonPart[] | 'too many' | undefined> {
  let nextBreak = piece
  const outside = isArray ? 1 : 0
  const parts: JsonPart[] = []
  let start = 0
  let size = 0
  let depth = 0
  let isInText = false
  let text = { start: 0, end: 0 }
  let member = text
  let tooDeep: JsonPart['tooDeep']

  const finish = (end: number) => {
    parts.push({ start, end, size, ...(tooDeep && { tooDeep }) })
    start = end + 1
    size = 0
    tooDeep = undefined
    member = { start: 0, end: 0 }
  }

  for (let at = 0; at < bytes.length; at += 1) {
    if (at >= nextBreak) {
      nextBreak = at + piece
      yield
    }
    const byte = bytes[at]!
    if (isInText) {
      size += 1
      if (byte === code.backslash) {
        at += bytes[at + 1] === code.u ? 5 : 1
      } else if (byte === code.quote) {
        isInText = false
        text = { start: text.start, end: at }
      }
      continue
    }
    if (blank(byte)) continue
    if (isArray && depth === 0) {
      // Before the array, or behind it.
      if (byte !== 91 || parts.length > 0) return undefined
      depth = 1
      start = at + 1
      continue
    }
    if (opening(byte)) {
      depth += 1
      if (depth - outside > limits.depth) tooDeep ??= { member: nameIn(bytes, member) }
    } else if (closing(byte)) {
      depth -= 1
      if (depth < 0) return undefined
      if (isArray && depth === 0) {
        finish(at)
        if (parts.length > limits.parts) return 'too many'
        continue
      }
    } else if (byte === code.quote) {
      isInText = true
      text = { start: at, end: at }
    } else if (byte === code.colon && depth === outside + 1) {
      member = text
    } else if (byte === code.comma && isArray && depth === 1) {
      finish(at)
      if (parts.length > limits.parts) return 'too many'
      continue
    }
    size += 1
  }
  if (isInText || depth !== 0 || (isArray && parts.length === 0)) return undefined
  if (!isArray) finish(bytes.length)
  return parts
}

/** The longest name that is told: a longer one is none of those that are known. */
const longestName = 64

function nameIn(bytes: Uint8Array, { start, end }: { start: number; end: number }): string | undefined {
  if (end <= start || end - start > longestName) return undefined
  return Buffer.from(bytes.buffer, bytes.byteOffset + start + 1, end - start - 1).toString()
}
