import { queryError } from '../query-error.ts'
import type { Query } from '../tree.ts'
import { bind } from './bind.ts'
import { readExpression } from './expressions.ts'
import { limits } from './limits.ts'
import { expectMeasured } from './measure.ts'
import { readPipe, readSteps } from './pipe.ts'
import { readPreamble } from './preamble.ts'
import { createReader, type Reader } from './reader.ts'
import type { Rendering } from './render.ts'
import type { Scope } from './scope.ts'
import { readStatements } from './statements.ts'
import { tokensOf } from './tokens.ts'

/** A query, and how its answer is to be drawn, where it says so. */
export interface KqlQuery {
  readonly query: Query
  readonly rendering?: Rendering
}

/**
 * Reads a query in KQL.
 *
 * @param now - ticks since the Unix epoch, the same wherever the query asks for the time
 * @throws QueryError, which names what is wrong or not supported
 */
export function readKql(text: string, now: bigint): KqlQuery {
  if (text.length > limits.text) {
    throw queryError(`the query must not be longer than ${limits.text} characters`)
  }
  const reader = createReader(tokensOf(text))
  let rendering: Rendering | undefined
  const query = readPipe(
    reader,
    readStatements(reader, readPreamble(reader, startingScope(now))),
    (found) => {
      rendering = found
    },
  )
  ended(reader, query)
  expectMeasured(query)
  return { query, ...(rendering && { rendering }) }
}

/** The query alone. */
export const parseKql = (text: string, now: bigint): Query => readKql(text, now).query

function startingScope(now: bigint): Scope {
  const spent = { tables: 0, calls: 0 }
  return {
    columns: [],
    constants: new Map(),
    tables: new Map(),
    functions: new Map(),
    now,
    readTable: readPipe,
    readSteps,
    readBody: {
      table: (reader, scope) => ended(reader, readPipe(reader, readStatements(reader, scope))),
      value: (reader, scope) => {
        const inner = readStatements(reader, scope)
        return ended(reader, bind(readExpression(reader), inner))
      },
    },
    spend: (what, count, at) => {
      spent[what] += count
      if (spent[what] > limits[what]) throw queryError(tooMany[what], at)
    },
  }
}

const tooMany = {
  tables: `a query has at most ${limits.tables} tables that are joined, united or asked`,
  calls: 'the functions of the query are called too often',
} as const

function ended<Value>(reader: Reader, value: Value): Value {
  const isEnded = reader.skip(';')
  if (reader.peek().kind !== 'end') throw reader.unexpected(isEnded ? 'the end' : '| or the end')
  return value
}
