import { columnsAfter, sourceColumns } from '../columns.ts'
import { queryError } from '../query-error.ts'
import type { Literal, Query, Step } from '../tree.ts'
import { bind } from './bind.ts'
import { readExpression } from './expressions.ts'
import { limits } from './limits.ts'
import { expectMeasured } from './measure.ts'
import { operators } from './operators.ts'
import { createReader, type Reader } from './reader.ts'
import { tokensOf } from './tokens.ts'

/**
 * Reads a query in KQL.
 *
 * @param now - ticks since the Unix epoch, the same wherever the query asks for the time
 * @throws QueryError, which names what is wrong or not supported
 */
export function parseKql(text: string, now: bigint): Query {
  if (text.length > limits.text) {
    throw queryError(`the query must not be longer than ${limits.text} characters`)
  }
  const reader = createReader(tokensOf(text))
  const constants = readConstants(reader, now)
  readSource(reader)
  const query = readPipe(reader, constants, now)
  const isEnded = reader.skip(';')
  if (reader.peek().kind !== 'end') throw reader.unexpected(isEnded ? 'the end' : '| or the end')
  expectMeasured(query)
  return query
}

/** `let name = constant;`, as often as one likes. */
function readConstants(reader: Reader, now: bigint): ReadonlyMap<string, Literal> {
  const constants = new Map<string, Literal>()
  while (reader.skip('let')) {
    const name = reader.readNewName()
    if (constants.has(name.text)) throw queryError(`there are two lets of ${name.text}`, name.at)
    reader.expect('=')
    if (reader.isAt('Events')) throw queryError('let of a table is not supported', reader.peek().at)
    const syntax = readExpression(reader)
    const value = bind(syntax, { columns: [], constants, now })
    if (value.kind !== 'literal') {
      throw queryError(
        'let takes a constant: a literal, or what is computed of times and whole numbers',
        syntax.at,
      )
    }
    constants.set(name.text, value)
    reader.expect(';')
  }
  return constants
}

function readSource(reader: Reader): void {
  const token = reader.peek()
  if (reader.skip('Events')) return
  if (token.kind !== 'name') throw reader.unexpected('Events')
  throw queryError(`a query must begin with Events, not ${token.text}`, token.at)
}

function readPipe(reader: Reader, constants: ReadonlyMap<string, Literal>, now: bigint): Query {
  const query: Step[] = []
  let columns = sourceColumns
  let count = 0
  while (reader.skip('|')) {
    const { at } = reader.peek()
    const name = readOperatorName(reader)
    const readOperator = operators.get(name)
    if (!readOperator) {
      throw queryError(`${name} is not supported; operators are ${[...operators.keys()].join(', ')}`, at)
    }
    count += 1
    if (count > limits.operators) throw queryError(`a query has at most ${limits.operators} operators`, at)
    for (const step of readOperator(reader, { columns, constants, now }, at)) {
      query.push(step)
      columns = columnsAfter(columns, step)
    }
    if (columns.length > limits.columns) throw queryError(`there are at most ${limits.columns} columns`, at)
  }
  return query
}

/** Such as `project-away`, whose parts touch. */
function readOperatorName(reader: Reader): string {
  const first = reader.take()
  if (first.kind !== 'name') throw queryError('an operator is expected behind |', first.at)
  let { text, end } = first
  for (;;) {
    const dash = reader.peek()
    const next = reader.peek(1)
    const goesOn = dash.kind === 'symbol' && dash.text === '-' && dash.at === end && next.kind === 'name'
    if (!goesOn || next.at !== dash.end) return text
    text += `-${next.text}`
    end = next.end
    reader.take()
    reader.take()
  }
}
