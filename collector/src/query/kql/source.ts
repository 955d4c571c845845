import { queryError } from '../query-error.ts'
import type { Query, Rows } from '../tree.ts'
import { apart } from './apart.ts'
import { bind } from './bind.ts'
import { createColumnNames } from './column-names.ts'
import { readDatatable } from './datatable.ts'
import { readExpression, readNamed } from './expressions.ts'
import { limits } from './limits.ts'
import { type Argument, callTable, tableNamed } from './query-functions.ts'
import { createReader, type Reader } from './reader.ts'
import { operatorInstead } from './refused-operators.ts'
import type { Scope } from './scope.ts'
import { sourceWords } from './source-words.ts'
import { readUnion } from './union.ts'

/** Whether a table begins here, and not a value. */
export function isTableAhead(reader: Reader, { tables, functions }: Scope): boolean {
  let at = 0
  while (isSymbol(reader.peek(at), '(')) at += 1
  const token = reader.peek(at)
  if (token.kind !== 'name') return false
  const { text } = token
  if (tables.has(text) || text === 'Events') return true
  // There is a function of that name, too.
  if (text === 'range') return reader.peek(at + 1).kind === 'name'
  if (sourceWords.includes(text)) return true
  return functions.get(text)?.isTable === true
}

const isSymbol = (token: ReturnType<Reader['peek']>, text: string): boolean =>
  token.kind === 'symbol' && token.text === text

/** What a query begins with. */
export function readSource(reader: Reader, scope: Scope): Query {
  const token = reader.peek()
  if (reader.isAt('(')) return readAll(reader, scope)
  if (token.kind !== 'name') throw reader.unexpected('Events')
  const { text, at } = token
  const isCall = isSymbol(reader.peek(1), '(')
  if (isCall && scope.functions.has(text)) {
    reader.take()
    return callTable(text, readArguments(reader, scope), at, scope)
  }
  const own = scope.functions.get(text)
  if (own && own.parameters.length === 0) {
    reader.take()
    return callTable(text, [], at, scope)
  }
  const named = tableNamed(text, scope)
  if (named) {
    reader.take()
    return named
  }
  reader.take()
  switch (text) {
    case 'materialize': {
      if (!reader.isAt('(')) throw reader.unexpected('(')
      return [{ kind: 'from', rows: { kind: 'shared', query: readAll(reader, scope), isMaterialized: true } }]
    }
    case 'print':
      return readPrint(reader, scope)
    case 'range':
      return [{ kind: 'from', rows: readRange(reader, scope) }]
    case 'datatable':
      return [{ kind: 'from', rows: readDatatable(reader, scope) }]
    case 'union':
      return readUnion(reader, scope, at, [], readOther)
    default:
      throw queryError(`a query must begin with Events, not ${text}${operatorInstead(text)}`, at)
  }
}

function readBrackets(reader: Reader, scope: Scope): Query {
  const inside = createReader(reader.takeBrackets())
  const query = scope.readTable(inside, scope)
  if (inside.peek().kind !== 'end') throw inside.unexpected('| or )')
  return query
}

/** A query in brackets. */
function readAll(reader: Reader, scope: Scope): Query {
  return reader.nested(() => {
    scope.spend('tables', 1, reader.peek().at)
    return readBrackets(reader, scope)
  })
}

/** A table that another is joined or united with: by its name, or in brackets. */
export function readOther(reader: Reader, scope: Scope): Query {
  scope.spend('tables', 1, reader.peek().at)
  return readSource(reader, apart(scope))
}

/** What is given to a table knows no row. */
export function readArguments(reader: Reader, place: Scope): readonly Argument[] {
  const scope = apart(place)
  if (!reader.isAt('(')) throw reader.unexpected('(')
  const list = createReader(reader.takeBrackets())
  if (list.peek().kind === 'end') return []
  const read = list.readList((): Argument => {
    const { at } = list.peek()
    if (!isTableAhead(list, scope)) return { at, expression: bind(readExpression(list), scope) }
    return { at, query: scope.readTable(list, scope) }
  })
  if (list.peek().kind !== 'end') throw list.unexpected(', or )')
  return read
}

/** One row of values, whose columns are counted from 0 where they have no name. */
function readPrint(reader: Reader, scope: Scope): Query {
  const names = createColumnNames()
  let count = 0
  const columns = reader.readList(() => {
    const { at, name, value } = readNamed(reader)
    const expression = bind(value, { ...scope, columns: [] })
    const made = `print_${count}`
    count += 1
    return { name: name === undefined ? names.invent(made, at) : names.claim(name, at), value: expression }
  })
  return [
    { kind: 'from', rows: { kind: 'values', columns: [], rows: [[]] } },
    { kind: 'project', columns },
  ]
}

function readRange(reader: Reader, scope: Scope): Rows {
  const { text: name } = reader.readNewName()
  const [first, last, step] = (['from', 'to', 'step'] as const).map((word) => {
    reader.expect(word)
    const { at } = reader.peek()
    return { at, expression: bind(readExpression(reader), { ...scope, columns: [] }) }
  })
  const type = rangeType(first!.expression.type, last!.expression.type, step!.expression.type)
  if (!type) {
    const types = [first, last, step].map((bound) => bound!.expression.type)
    throw queryError(`range does not go from ${types[0]} to ${types[1]} by ${types[2]}`, first!.at)
  }
  if (step!.expression.kind === 'literal' && Number(step!.expression.value) === 0) {
    throw queryError('the step of range must not be 0', step!.at)
  }
  const [from, to, by] = [first, last, step].map((bound) =>
    bound!.expression.kind === 'literal' ? Number(bound!.expression.value) : Number.NaN,
  )
  if ((to! - from!) / by! >= limits.range) {
    throw queryError(`a range has at most ${limits.range} rows`, first!.at)
  }
  return {
    kind: 'range',
    name,
    type,
    first: first!.expression,
    last: last!.expression,
    step: step!.expression,
  }
}

function rangeType(
  first: string,
  last: string,
  step: string,
): Extract<Rows, { kind: 'range' }>['type'] | undefined {
  const numbers = [first, last, step]
  if (numbers.every((type) => type === 'long')) return 'long'
  if (numbers.every((type) => type === 'long' || type === 'real')) return 'real'
  if (first === last && (first === 'datetime' || first === 'timespan') && step === 'timespan') return first
  return undefined
}
