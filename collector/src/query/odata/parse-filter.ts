import { queryError } from '../query-error.ts'
import type { Aliases } from './aliases.ts'
import { expectFunction } from './functions.ts'
import { openReader, type Reader } from './reader.ts'
import {
  type ComparisonName,
  type Condition,
  comparisonNames,
  type Operand,
  productNames,
  sumNames,
} from './syntax.ts'

/** Brackets and `not` within each other. */
const deepest = 64

const reserved = new Set<string>(['and', 'or', 'not', ...comparisonNames])

/** Operators of OData that are not supported here, by name. */
const unsupported = new Set(['has'])

const operatorNames = new Set<string>([...comparisonNames, ...sumNames, ...productNames])

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
  if (!reader.takes('(')) return parseComparison(reader, depth, parseOperand(reader, depth))
  const condition = parseOr(reader, depth - 1)
  if (!reader.takes(')')) refuse(reader, 'and, or or )')
  // What stands in the brackets is a number, and goes on: `(Payload/a add 1) mul 2 eq 4`.
  const goesOn = condition.kind === 'bare' && operatorNames.has(reader.peek().text.toLowerCase())
  return goesOn && reader.peek().kind === 'word'
    ? parseComparison(reader, depth, parseRest(reader, depth, condition.operand))
    : condition
}

function parseComparison(reader: Reader, depth: number, left: Operand): Condition {
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
  if (isBracketed) {
    const list = reader.takesList()
    if (list) return list
    if (!reader.takes('(')) reader.expected("( after in, as in ('a', 'b')")
    // Clients write so where nothing is left to choose from.
    if (reader.takes(')')) return []
  }
  const right = [parseOperand(reader, depth)]
  while (reader.takes(',')) right.push(parseOperand(reader, depth))
  if (isBracketed && !reader.takes(')')) reader.expected(', or )')
  return right
}

/** A field, a value, a function, or what is computed of them. */
export function parseOperand(reader: Reader, depth: number = deepest): Operand {
  return parseRest(reader, depth, parseUnary(reader, depth))
}

/** What is added to an operand, multiplied with it, and so on. */
function parseRest(reader: Reader, depth: number, first: Operand): Operand {
  const parseLinks = (
    from: Operand,
    names: readonly string[],
    parseNext: () => Operand,
    left: number,
  ): Operand => {
    const { at } = reader.peek()
    const name = names.find((each) => reader.takesWord(each))
    if (name === undefined) return from
    if (left === 0) throw queryError(`at most ${deepest} brackets within each other are allowed`, at)
    return parseLinks(
      { kind: 'operation', text: name, operands: [from, parseNext()], at },
      names,
      parseNext,
      left - 1,
    )
  }
  const parseProduct = (from: Operand) =>
    parseLinks(from, productNames, () => parseUnary(reader, depth - 1), depth)
  return parseLinks(parseProduct(first), sumNames, () => parseProduct(parseUnary(reader, depth - 1)), depth)
}

function parseUnary(reader: Reader, depth: number): Operand {
  const token = reader.peek()
  if (depth === 0) throw queryError(`at most ${deepest} brackets within each other are allowed`, token.at)
  if (reader.takesMinus()) {
    return { kind: 'operation', text: 'negate', operands: [parseUnary(reader, depth - 1)], at: token.at }
  }
  if (reader.takes('(')) {
    const inner = parseOperand(reader, depth - 1)
    if (!reader.takes(')')) refuse(reader, ')')
    return inner
  }
  return parsePrimary(reader, depth)
}

function parsePrimary(reader: Reader, depth: number): Operand {
  const token = reader.peek()
  if (token.kind === 'quoted') {
    reader.next()
    return token
  }
  if (token.kind === 'list') throw queryError('a list in [ ] stands behind in, and nowhere else', token.at)
  if (token.kind !== 'word' || reserved.has(token.text.toLowerCase()))
    return reader.expected('a field or a value')
  reader.next()
  if (!reader.takes('(')) return token
  const [, list, quantifier] = /^(.+)\/(any|all)$/i.exec(token.text) ?? []
  if (list !== undefined) {
    const name = quantifier!.toLowerCase() as 'any' | 'all'
    return {
      kind: 'lambda',
      text: token.text,
      list,
      quantifier: name,
      ...parseLambda(reader, name, depth),
      at: token.at,
    }
  }
  if (token.text.includes('/')) throw queryError(`${token.text} is not supported`, token.at)
  expectFunction(token.text, token.at)
  const given = reader.takes(')') ? [] : parseArguments(reader, depth - 1)
  return { kind: 'call', text: token.text, arguments: given, at: token.at }
}

/** `t: t eq 'a'`, up to its bracket; `any` needs none. */
function parseLambda(
  reader: Reader,
  quantifier: 'any' | 'all',
  depth: number,
): { readonly variable?: string; readonly condition?: Condition } {
  if (quantifier === 'any' && reader.takes(')')) return {}
  const variable = reader.takesVariable()
  if (variable === undefined) return reader.expected('a name and a colon, as in any(t: t eq 1)')
  const condition = parseOr(reader, depth - 1)
  if (!reader.takes(')')) refuse(reader, 'and, or or )')
  return { variable, condition }
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
