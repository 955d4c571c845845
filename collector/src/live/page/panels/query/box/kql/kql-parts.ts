export type PartKind = 'name' | 'text' | 'number' | 'comment' | 'sign'

/** A word of a query, or a sign. Blanks are none. */
export interface Part {
  readonly kind: PartKind
  readonly text: string
  readonly at: number
  /** A text that nobody has closed yet. */
  readonly isOpen: boolean
}

const comment = String.raw`\/\/[^\n]*`
const texts = [
  '```[\\s\\S]*?(?:```|$)',
  String.raw`[hH]?@"(?:[^"\n]|"")*"?`,
  String.raw`[hH]?@'(?:[^'\n]|'')*'?`,
  String.raw`[hH]?"(?:[^"\\\n]|\\.)*"?`,
  String.raw`[hH]?'(?:[^'\\\n]|\\.)*'?`,
]
// Two dots after digits are those of between.
const number = String.raw`\d+(?:\.(?!\.)\d*)?\w*`
const name = String.raw`!?[A-Za-z_$]\w*(?:-[a-z]*)*`
const pattern = new RegExp(`(${comment})|(${texts.join('|')})|(${number})|(${name})|([^\\s])`, 'g')

/** Operators and kinds with a hyphen in them; any other hyphen takes away. */
const hyphened = /^(?:project|mv|make|top|sample|parse)-/

/** The parts of a query as far as it is written: it need not be one. */
export function kqlParts(text: string): readonly Part[] {
  const parts: Part[] = []
  pattern.lastIndex = 0
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const [whole, isComment, isText, isNumber, isName] = found
    const hyphen = isName && !hyphened.test(isName) ? isName.indexOf('-') : -1
    const said = hyphen > 0 ? whole.slice(0, hyphen) : whole
    pattern.lastIndex = found.index + said.length
    const kind = isComment ? 'comment' : isText ? 'text' : isNumber ? 'number' : isName ? 'name' : 'sign'
    parts.push({ kind, text: said, at: found.index, isOpen: kind === 'text' && !isClosed(said) })
  }
  return parts
}

const isClosed = (text: string): boolean =>
  text.startsWith('```')
    ? /^```[\s\S]*```$/.test(text)
    : /^[hH]?(?:@"(?:[^"]|"")*"|@'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')$/.test(text)
