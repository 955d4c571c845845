import { queryError } from '../query-error.ts'
import { type Aliases, withAliases } from './aliases.ts'
import { fieldIfAny } from './fields.ts'
import { type Item, type Token, tokensOf } from './tokens.ts'

/** Reads one token after the other. */
export interface Reader {
  peek(): Token
  next(): Token
  /** Goes on where this sign stands. */
  takes(sign: '(' | ')' | ','): boolean
  /** Goes on where this word stands, in upper or lower case, and not right before a bracket. */
  takesWord(word: string): boolean
  /** Goes on behind a list in `[ ]`, and says what is in it. */
  takesList(): readonly Item[] | undefined
  /** Goes on behind a minus that stands before a field, a function or a bracket, and is no part of a number or a text. */
  takesMinus(): boolean
  /** Goes on behind `t:`, and says what is called so. */
  takesVariable(): string | undefined
  /** @throws QueryError that names what was found instead */
  expected(what: string): never
}

/** Characters of one option; addresses are shorter. */
const longest = 65_536

export function openReader(text: string, aliases: Aliases = {}): Reader {
  if (text.length > longest) throw queryError(`at most ${longest} characters are read`)
  const tokens = [...withAliases(tokensOf(text), aliases)]
  let at = 0
  const peek = () => tokens[at]!
  const isAt = (sign: string) => peek().kind === 'sign' && peek().text === sign
  /** What is left of a word, of which a part is taken. */
  const takePart = (length: number) => {
    const token = peek()
    const left = token.text.slice(length)
    if (left === '') at++
    else tokens[at] = { kind: 'word', text: left, at: token.at + length }
  }
  const takesIf = (isWanted: boolean) => {
    if (isWanted) at++
    return isWanted
  }
  return {
    peek,
    next: () => (peek().kind === 'end' ? peek() : tokens[at++]!),
    takes: (sign) => takesIf(isAt(sign)),
    takesWord: (word) => takesIf(peek().kind === 'word' && peek().text.toLowerCase() === word),
    takesList() {
      const token = peek()
      if (token.kind !== 'list') return undefined
      at++
      return token.items
    },
    takesMinus() {
      const { kind, text: word } = peek()
      if (kind !== 'word' || !word.startsWith('-')) return false
      const rest = word.slice(1)
      const next = tokens[at + 1]
      const isCalled = next?.kind === 'sign' && next.text === '('
      const isMinus =
        rest === '' || (isCalled && /^\p{L}/u.test(rest)) || fieldIfAny(rest, peek().at) !== undefined
      if (isMinus) takePart(1)
      return isMinus
    },
    takesVariable() {
      // With the slashes of a path: odata-query writes so, `Payload/tags/any(payload/tags:payload/tags eq 'a')`.
      const [, name, colon] = /^([A-Za-z_]\w*(?:\/\w+)*)(:?)/.exec(peek().text) ?? []
      if (peek().kind !== 'word' || name === undefined) return undefined
      const next = tokens[at + 1]
      const isApart =
        colon === '' && peek().text === name && next?.kind === 'word' && next.text.startsWith(':')
      if (colon === '' && !isApart) return undefined
      takePart(name.length + colon!.length)
      if (isApart) takePart(1)
      return name
    },
    expected(what) {
      const { kind, text: found, at: where } = peek()
      throw queryError(`expected ${what}, found ${kind === 'end' ? 'the end' : found}`, where)
    },
  }
}
