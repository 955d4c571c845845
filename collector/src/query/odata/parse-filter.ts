import { queryError } from '../query-error.ts'
import type { Aliases } from './aliases.ts'
import { openReader, type Reader } from './reader.ts'
import { type ComparisonName, type Condition, comparisonNames, type Operand } from './syntax.ts'

/** Brackets and `not` within each other. */
const deepest = 64

const reserved = new Set<string>(['and', 'or', 'not', ...comparisonNames])

/** Operators of OData that are not supported here, by name. */
const unsupported = new Set(['add', 'sub', 'mul', 'div', 'divby', 'mod', 'has'])

/**
 * Reads a filter: brackets bind before `not`, comparisons, `and`, `or`; but a comparison is one operand of `not`, as in
 * `not price le 3.5`.
 *
 * @throws QueryError when it cannot be read
 */
export function parseFilter(text: string, aliases: Aliases = {}): Condition {
  const reader = openReader(text, aliases)
  const condition = parseOr(reader, deepest)
  if (reader.peek().kind !== 'end') refuse(reader, 'and, or or the end')
  return condition
}

const parseOr = (reader: Reader, depth: number): Condition =>
  parseChain(reader, 'or', () => parseAnd(reader, depth))

const parseAnd = (reader: Reader, depth: number): Condition =>
  parseChain(reader, 'and', () => parseNot(reader, depth))

function parseChain(reader: Reader, kind: 'and' | 'or', parsePart: () => Condition): Condition {
  const parts = [parsePart()]
  while (reader.takesWord(kind)) parts.push(parsePart())
  return parts.length === 1 ? parts[0]! : { kind, parts }
}

function parseNot(reader: Reader, depth: number): Condition {
  const { at } = reader.peek()
  if (depth === 0) throw queryError(`at most ${deepest} brackets within each other are allowed`, at)
  if (reader.takesWord('not')) return { kind: 'not', part: parseNot(reader, depth - 1) }
  if (!reader.takes('(')) return parseComparison(reader, depth)
  const condition = parseOr(reader, depth - 1)
  if (!reader.takes(')')) refuse(reader, 'and, or or )')
  return condition
}

function parseComparison(reader: Reader, depth: number): Condition {
  const left = parseOperand(reader, depth)
  const { at } = reader.peek()
  const name = comparisonNames.find((comparison) => reader.takesWord(comparison))
  if (!name) {
    const { kind, text } = reader.peek()
    const isOver = kind === 'end' || kind === 'sign' || ['and', 'or'].includes(text.toLowerCase())
    return isOver ? { kind: 'bare', operand: left } : refuse(reader, 'eq, ne, gt, ge, lt, le or in')
  }
  return { kind: 'comparison', name, left, right: parseRight(reader, name, depth), at }
}

function parseRight(reader: Reader, name: ComparisonName, depth: number): readonly Operand[] {
  const isBracketed = name === 'in'
  if (isBracketed && !reader.takes('(')) reader.expected("( after in, as in ('a', 'b')")
  const right = [parseOperand(reader, depth)]
  while (reader.takes(',')) right.push(parseOperand(reader, depth))
  if (isBracketed && !reader.takes(')')) reader.expected(', or )')
  return right
}

function parseOperand(reader: Reader, depth: number): Operand {
  const token = reader.peek()
  if (depth === 0) throw queryError(`at most ${deepest} brackets within each other are allowed`, token.at)
  if (token.kind === 'quoted') {
    reader.next()
    return token
  }
  if (token.kind !== 'word' || reserved.has(token.text.toLowerCase()))
    return reader.expected('a field or a value')
  reader.next()
  if (!reader.takes('(')) return token
  // What stands in such brackets is no list of operands: `Payload/tags/any(tag: tag eq 'a')`.
  if (token.text.includes('/')) throw queryError(`${token.text} is not supported`, token.at)
  const given = reader.takes(')') ? [] : parseArguments(reader, depth - 1)
  return { kind: 'call', text: token.text, arguments: given, at: token.at }
}

function parseArguments(reader: Reader, depth: number): readonly Operand[] {
  const given = [parseOperand(reader, depth)]
  while (reader.takes(',')) given.push(parseOperand(reader, depth))
  if (!reader.takes(')')) reader.expected(', or )')
  return given
}

function refuse(reader: Reader, expected: string): never {
  const { text, at } = reader.peek()
  if (unsupported.has(text.toLowerCase())) throw queryError(`${text} is not supported`, at)
  return reader.expected(expected)
}
