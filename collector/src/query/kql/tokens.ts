import { queryError } from '../query-error.ts'
import type { Literal } from '../tree.ts'
import { readDynamic } from './dynamic-literal.ts'
import { writeInstead } from './habits.ts'
import { isUnit, readLong, readReal, readSpan } from './numbers.ts'
import { beginsString, readString } from './strings.ts'
import { typedLiterals } from './typed-literals.ts'

interface DatabaseLocation {
  readonly at: number
  readonly end: number
}

export type Token =
  | (DatabaseLocation & { readonly kind: 'name' | 'symbol'; readonly text: string })
  | (DatabaseLocation & { readonly kind: 'literal'; readonly literal: Literal })
  | (DatabaseLocation & { readonly kind: 'end' })

const blank = /[ \t\r\n]+|\/\/[^\n]*/y
const word = /[A-Za-z_$][\w$]*/y
const hexadecimal = /0[xX][0-9a-fA-F]+(?!\w)/y
// Two dots after digits are those of between.
const number = /(\d+(?:\.(?!\.)\d*)?)([eE][+-]?\d+)?(\w*)/y
const symbol = /in~|![a-z_]+~?|==|!=|=~|!~|<>|<=|>=|\.\.|[<>=.,;()[\]{}|+\-*/%:]/y

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
])

/** The words of a text, without what stands between them; the last one is its end. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const space = match(blank, text, at)
    if (space) {
      at += space[0].length
      continue
    }
    const token = readToken(text, at)
    tokens.push(token)
    at = token.end
  }
  return [...tokens, { kind: 'end', at, end: at }]
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function readToken(text: string, at: number): Token {
  const first = text[at]!
  if (beginsString(text, at)) return readStrings(text, at)
  if (first >= '0' && first <= '9') return readNumber(text, at)
  const read = match(symbol, text, at)
  if (read) return { kind: 'symbol', text: read[0], at, end: at + read[0].length }
  const name = match(word, text, at)
  if (!name) {
    const sign = shown(text, at)
    throw queryError(`${sign} is not expected here${writeInstead(sign)}`, at)
  }
  return readWord(text, name[0], at)
}

/** Strings behind each other are one. */
function readStrings(text: string, at: number): Token {
  const values: string[] = []
  let end = at
  let next = at
  while (beginsString(text, next)) {
    const read = readString(text, next)
    values.push(read.value)
    end = next = read.end
    for (let space = match(blank, text, next); space; space = match(blank, text, next))
      next += space[0].length
  }
  return literalToken(at, end, { kind: 'literal', type: 'string', value: values.join('') })
}

function readNumber(text: string, at: number): Token {
  const hex = match(hexadecimal, text, at)
  if (hex) {
    return literalToken(at, at + hex[0].length, {
      kind: 'literal',
      type: 'long',
      value: readLong(hex[0], at),
    })
  }
  const [all, digits, exponent, unit] = match(number, text, at)! as unknown as [
    string,
    string,
    string?,
    string?,
  ]
  const end = at + all.length
  // Kusto takes what goes on as a word for a name.
  if (unit && !isUnit(unit) && /^\d\w*$/.test(all)) return { kind: 'name', text: all, at, end }
  if (unit) {
    return literalToken(at, end, { kind: 'literal', type: 'timespan', value: readSpan(digits, unit, at) })
  }
  if (exponent === undefined && !digits.includes('.')) {
    return literalToken(at, end, { kind: 'literal', type: 'long', value: readLong(digits, at) })
  }
  return literalToken(at, end, {
    kind: 'literal',
    type: 'real',
    value: readReal(digits + (exponent ?? ''), at),
  })
}

function readWord(text: string, name: string, at: number): Token {
  const end = at + name.length
  const truth = booleans.get(name)
  if (truth !== undefined) return literalToken(at, end, { kind: 'literal', type: 'bool', value: truth })
  // Only a bracket that touches the name makes a literal of it.
  if (text[end] === '(') {
    if (name === 'dynamic') {
      const { json, end: close } = readDynamic(text, end + 1)
      return literalToken(at, close, { kind: 'literal', type: 'dynamic', value: json })
    }
    const readLiteral = typedLiterals.get(name)
    if (readLiteral) {
      const close = text.indexOf(')', end)
      if (close < 0) throw queryError(`${name}( is not closed`, at)
      return literalToken(at, close + 1, readLiteral(text.slice(end + 1, close).trim(), at))
    }
  }
  return { kind: 'name', text: name, at, end }
}

const literalToken = (at: number, end: number, literal: Literal): Token => ({
  kind: 'literal',
  literal,
  at,
  end,
})

const shown = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at)!)
