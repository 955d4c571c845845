import { queryError } from '../query-error.ts'
import { writeInstead } from './habits.ts'
import { isLong } from './numbers.ts'
import {
  equalityWords,
  listWords,
  productWords,
  rangeWords,
  refusedWords,
  relationWords,
  sumWords,
  termListWords,
  textWords,
} from './operator-words.ts'
import { readCall } from './read-call.ts'
import type { Reader } from './reader.ts'
import type { NamedSyntax, Syntax, TableSyntax } from './syntax.ts'

export function readExpression(reader: Reader): Syntax {
  return reader.nested(() =>
    readLogical(reader, 'or', () => readLogical(reader, 'and', () => readEquality(reader))),
  )
}

/** `name = expression`, or the expression alone. */
export function readNamed(reader: Reader): NamedSyntax {
  const { at } = reader.peek()
  const behind = reader.isAt('[') ? reader.peek(3) : reader.peek(1)
  const isNamed = behind.kind === 'symbol' && behind.text === '='
  if (!isNamed) return { at, value: readExpression(reader) }
  const name = reader.readNewColumn()
  reader.expect('=')
  return { at: name.at, name: name.text, value: readExpression(reader) }
}

function readLogical(reader: Reader, operator: string, readOperand: () => Syntax): Syntax {
  const first = readOperand()
  if (!reader.isAt(operator)) return first
  const operands = [first]
  while (reader.skip(operator)) operands.push(readOperand())
  return { kind: 'operation', at: first.at, operator, operands }
}

function readEquality(reader: Reader): Syntax {
  const left = readRelation(reader)
  const { at } = reader.peek()
  if (reader.isAt('=')) throw queryError('= stands only behind a new name; to compare, write ==', at)
  if (reader.isAt(...equalityWords)) {
    return { kind: 'operation', at, operator: takeText(reader), operands: [left, readRelation(reader)] }
  }
  // Of make-series: `on EventTime in range(…)`.
  const behind = reader.peek(1)
  if (reader.isAt('in') && behind.kind === 'name' && behind.text === 'range') return left
  if (reader.isAt(...listWords, ...termListWords)) {
    const operator = takeText(reader)
    const table = readTableInList(reader)
    if (table) return { kind: 'operation', at, operator, operands: [left, table] }
    reader.expect('(')
    const list = reader.readList(() => readExpression(reader))
    reader.expect(')')
    return { kind: 'operation', at, operator, operands: [left, ...list] }
  }
  if (reader.isAt(...rangeWords)) {
    const operator = takeText(reader)
    reader.expect('(')
    const low = readRangeEnd(reader)
    reader.expect('..')
    const high = readRangeEnd(reader)
    reader.expect(')')
    return { kind: 'operation', at, operator, operands: [left, low, high] }
  }
  return left
}

/** No expression holds a bar. */
function readTableInList(reader: Reader): TableSyntax | undefined {
  if (!reader.isAt('(')) return undefined
  const { at } = reader.peek()
  const isTable = reader.peekBrackets().some((token) => token.kind === 'symbol' && token.text === '|')
  return isTable ? { kind: 'table', at, tokens: reader.takeBrackets() } : undefined
}

const readRangeEnd = (reader: Reader): Syntax => reader.nested(() => readChain(reader))

function readRelation(reader: Reader): Syntax {
  const left = readChain(reader)
  if (!reader.isAt(...relationWords)) return left
  const { at } = reader.peek()
  return { kind: 'operation', at, operator: takeText(reader), operands: [left, readChain(reader)] }
}

const readChain = (reader: Reader): Syntax =>
  readLinks(reader, sumWords, () => readLinks(reader, productWords, () => readTextOperation(reader)))

/** From the left; each link is nested in the next. */
function readLinks(reader: Reader, operators: readonly string[], readOperand: () => Syntax): Syntax {
  const readRest = (left: Syntax): Syntax => {
    if (!reader.isAt(...operators)) return left
    const { at } = reader.peek()
    const operator = takeText(reader)
    const operands = [left, readOperand()]
    return reader.nested(() => readRest({ kind: 'operation', at, operator, operands }))
  }
  return readRest(readOperand())
}

function readTextOperation(reader: Reader): Syntax {
  const left = readUnary(reader)
  const { at } = reader.peek()
  if (reader.isAt(...refusedWords)) {
    const word = takeText(reader)
    throw queryError(`${word} is not supported${writeInstead(word)}`, at)
  }
  if (reader.isAt('matches')) {
    reader.take()
    reader.expect('regex')
    return { kind: 'operation', at, operator: 'matches regex', operands: [left, readUnary(reader)] }
  }
  if (!reader.isAt(...textWords)) return left
  return { kind: 'operation', at, operator: takeText(reader), operands: [left, readUnary(reader)] }
}

function readUnary(reader: Reader): Syntax {
  const { at } = reader.peek()
  if (!reader.skip('-')) return inRange(readPath(reader))
  const token = reader.peek()
  // The least long has no positive to be the negative of.
  if (token.kind === 'literal' && token.literal.type === 'long' && token.literal.value !== null) {
    reader.take()
    return { kind: 'literal', at, literal: { ...token.literal, value: -token.literal.value } }
  }
  return { kind: 'operation', at, operator: 'negate', operands: [inRange(readPath(reader))] }
}

function inRange(syntax: Syntax): Syntax {
  if (syntax.kind === 'literal' && syntax.literal.type === 'long' && !isLong(syntax.literal.value ?? 0n)) {
    throw queryError('the number is too large; a long is below 2^63', syntax.at)
  }
  return syntax
}

function readPath(reader: Reader): Syntax {
  const of = readPrimary(reader)
  const keys: (string | Syntax)[] = []
  for (;;) {
    // `.['a b']` is `['a b']`.
    const isDotted = reader.skip('.')
    if (isDotted && !reader.isAt('[')) keys.push(reader.readName('a name').text)
    else if (reader.skip('[')) {
      keys.push(readExpression(reader))
      reader.expect(']')
    } else return keys.length === 0 ? of : { kind: 'path', at: of.at, of, keys }
  }
}

function readPrimary(reader: Reader): Syntax {
  const token = reader.peek()
  if (token.kind === 'literal') {
    reader.take()
    return { kind: 'literal', at: token.at, literal: token.literal }
  }
  if (reader.skip('(')) {
    const inner = readExpression(reader)
    reader.expect(')')
    return inner
  }
  if (reader.isAt('*')) {
    throw queryError(
      '* does not stand for all columns here; write them, as in tostring(Payload) has …',
      token.at,
    )
  }
  const behind = reader.peek(1)
  if (token.kind === 'name' && behind.kind === 'symbol' && behind.text === '(') {
    return readCall(reader, token.text, readExpression)
  }
  if (token.kind !== 'name' && !reader.isAt('[')) throw reader.unexpected('a value')
  const { text, at } = reader.readName('a value')
  return { kind: 'name', at, name: text }
}

function takeText(reader: Reader): string {
  const token = reader.take()
  return 'text' in token ? token.text : ''
}
