import { queryError } from '../query-error.ts'
import { type Aliases, withAliases } from './aliases.ts'
import { type Token, tokensOf } from './tokens.ts'

/** Reads one token after the other. */
export interface Reader {
  peek(): Token
  next(): Token
  /** Goes on where this sign stands. */
  takes(sign: '(' | ')' | ','): boolean
  /** Goes on where this word stands, in upper or lower case, and not right before a bracket. */
  takesWord(word: string): boolean
  /** @throws QueryError that names what was found instead */
  expected(what: string): never
}

/** Characters of one option; addresses are shorter. */
const longest = 65_536

export function openReader(text: string, aliases: Aliases = {}): Reader {
  if (text.length > longest) throw queryError(`at most ${longest} characters are read`)
  const tokens = withAliases(tokensOf(text), aliases)
  let at = 0
  const peek = () => tokens[at]!
  const isAt = (sign: string) => peek().kind === 'sign' && peek().text === sign
  const takesIf = (isWanted: boolean) => {
    if (isWanted) at++
    return isWanted
  }
  return {
    peek,
    next: () => (peek().kind === 'end' ? peek() : tokens[at++]!),
    takes: (sign) => takesIf(isAt(sign)),
    takesWord: (word) => takesIf(peek().kind === 'word' && peek().text.toLowerCase() === word),
    expected(what) {
      const { kind, text: found, at: where } = peek()
      throw queryError(`expected ${what}, found ${kind === 'end' ? 'the end' : found}`, where)
    },
  }
}
