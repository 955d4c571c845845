import { queryError } from '../query-error.ts'

const escapes: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '\\': '\\',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const codeUnit = /u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})/y

export interface StringText {
  readonly value: string
  /** Where the text goes on. */
  readonly end: number
}

/** Whether a string begins there. */
export const beginsString = (text: string, at: number): boolean => {
  begin.lastIndex = at
  return begin.test(text)
}

// An h before it hides it in logs of Kusto's.
const begin = /[hH]?@?['"]|```|~~~/y

/** Reads `'…'`, `"…"`, `@'…'` or `@"…"`, also with an `h` before it, or what stands in three backticks. */
export function readString(text: string, at: number): StringText {
  const start = /[hH]/.test(text[at]!) ? at + 1 : at
  if (text[start] === '`' || text[start] === '~') return readBlock(text, start)
  return text[start] === '@' ? readVerbatim(text, start) : readEscaped(text, start)
}

/** Of several lines; nothing is escaped in it. */
function readBlock(text: string, at: number): StringText {
  const end = text.indexOf(text.slice(at, at + 3), at + 3)
  if (end < 0) throw queryError(`the string is not closed; it must end with ${text.slice(at, at + 3)}`, at)
  return { value: text.slice(at + 3, end), end: end + 3 }
}

function readEscaped(text: string, at: number): StringText {
  const quote = text[at]
  const pieces: string[] = []
  let here = at + 1
  let from = here
  for (;;) {
    const character = text[here]
    if (character === undefined || character === '\n' || character === '\r') {
      throw queryError(`the string is not closed; it must end with ${quote} in its line`, at)
    }
    if (character === quote) {
      pieces.push(text.slice(from, here))
      return { value: pieces.join(''), end: here + 1 }
    }
    if (character === '\\') {
      pieces.push(text.slice(from, here))
      const escaped = readEscape(text, here)
      pieces.push(escaped.value)
      here = from = escaped.end
    } else here += 1
  }
}

function readEscape(text: string, at: number): StringText {
  const letter = text[at + 1] ?? ''
  const plain = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined
  if (plain !== undefined) return { value: plain, end: at + 2 }
  codeUnit.lastIndex = at + 1
  const code = codeUnit.exec(text)
  if (!code) {
    throw queryError(`\\${letter} is not supported; write \\\\ for a backslash, or the string as @'…'`, at)
  }
  return {
    value: String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '', 16)),
    end: codeUnit.lastIndex,
  }
}

/** Nothing is escaped in it but its own quote, by writing that twice. */
function readVerbatim(text: string, at: number): StringText {
  const quote = text[at + 1]!
  const pieces: string[] = []
  let from = at + 2
  for (;;) {
    const here = text.indexOf(quote, from)
    if (here < 0) throw queryError(`the string is not closed; it must end with ${quote}`, at)
    pieces.push(text.slice(from, here))
    if (text[here + 1] !== quote) return { value: pieces.join(quote), end: here + 1 }
    from = here + 2
  }
}
