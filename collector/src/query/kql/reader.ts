import { type QueryError, queryError } from '../query-error.ts'
import { limits } from './limits.ts'
import { isReserved, isReservedForColumn, isReservedForNew } from './reserved-words.ts'
import type { Token } from './tokens.ts'

export interface Name {
  readonly text: string
  readonly at: number
}

/** Goes through the tokens, one way. */
export interface Reader {
  readonly peek: (ahead?: number) => Token
  readonly take: () => Token
  /** Whether one of these words or symbols comes next. */
  readonly isAt: (...texts: readonly string[]) => boolean
  /** Takes it if it comes next. */
  readonly skip: (text: string) => boolean
  readonly expect: (text: string) => Token
  /** @param what - as it is called in the error if there is no name */
  readonly readName: (what: string) => Name
  /** The name of a constant, table or function that there was not. */
  readonly readNewName: () => Name
  /** The name of a column or parameter that there was not. */
  readonly readNewColumn: () => Name
  /** What stands between the bracket that comes next and the one that closes it. */
  readonly peekBrackets: () => readonly Token[]
  /** Takes it, and both brackets; its end is told by a token of its own. */
  readonly takeBrackets: () => readonly Token[]
  /** A list of at least one, with commas. */
  readonly readList: <Item>(readItem: () => Item) => readonly Item[]
  /** Fails where this is nested too deep. */
  readonly nested: <Value>(read: () => Value) => Value
  /** What to throw where something else comes next. */
  readonly unexpected: (expected: string) => QueryError
}

export function createReader(tokens: readonly Token[]): Reader {
  let next = 0
  let depth = 0

  const peek = (ahead = 0): Token => tokens[next + ahead] ?? tokens.at(-1)!
  const take = (): Token => {
    const token = peek()
    next += 1
    return token
  }
  const isAt = (...texts: readonly string[]): boolean => {
    const token = peek()
    return 'text' in token && texts.includes(token.text)
  }
  const skip = (text: string): boolean => {
    const isThere = isAt(text)
    if (isThere) next += 1
    return isThere
  }
  const unexpected = (expected: string): QueryError =>
    queryError(`${expected} is expected here, not ${shown(peek())}`, peek().at)
  const expect = (text: string): Token => {
    if (!isAt(text)) throw unexpected(text)
    return take()
  }
  const peekBrackets = (): readonly Token[] => {
    let depth = 0
    for (let at = next; at < tokens.length; at += 1) {
      depth += depthOf(tokens[at]!)
      if (depth === 0) return tokens.slice(next + 1, at)
    }
    throw queryError('the bracket is not closed', peek().at)
  }
  const takeBrackets = (): readonly Token[] => {
    const inside = peekBrackets()
    next += inside.length + 1
    const { at } = take()
    return [...inside, { kind: 'end', at, end: at }]
  }
  const readBracketedName = (): Name => {
    const { at } = take()
    const token = take()
    if (token.kind !== 'literal' || token.literal.type !== 'string') {
      throw queryError("a name in brackets must be a string, as in ['name']", at)
    }
    expect(']')
    // What has no name of its own in a query is called so.
    if (/^$|\p{Cc}/u.test(token.literal.value)) {
      throw queryError('a name must not be empty or hold control characters', at)
    }
    return { text: token.literal.value, at }
  }
  const readWord = (what: string, isRefused: (word: string) => boolean): Name => {
    const token = peek()
    if (isAt('[')) return readBracketedName()
    if (token.kind !== 'name') throw unexpected(what)
    if (isRefused(token.text)) {
      throw queryError(`${token.text} is a word of the language; as a name write ['${token.text}']`, token.at)
    }
    next += 1
    return { text: token.text, at: token.at }
  }

  return {
    peek,
    take,
    isAt,
    skip,
    expect,
    unexpected,
    peekBrackets,
    takeBrackets,
    readName: (what) => readWord(what, isReserved),
    readNewName: () => readWord('a name', isReservedForNew),
    readNewColumn: () => readWord('a column', isReservedForColumn),
    readList: (readItem) => {
      const items = [readItem()]
      while (skip(',')) items.push(readItem())
      return items
    },
    nested: (read) => {
      if (depth >= limits.nesting) throw queryError('this is nested too deep', peek().at)
      depth += 1
      const value = read()
      depth -= 1
      return value
    },
  }
}

const depthOf = (token: Token): number => {
  if (token.kind !== 'symbol') return 0
  return '([{'.includes(token.text) ? 1 : ')]}'.includes(token.text) ? -1 : 0
}

function shown(token: Token): string {
  if (token.kind === 'end') return 'the end'
  if (token.kind !== 'literal') return token.text
  return `a ${token.literal.type}`
}
