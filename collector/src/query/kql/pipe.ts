import { type ColumnType, columnsAfter, columnsOf } from '../columns.ts'
import { type QueryError, queryError } from '../query-error.ts'
import type { Query } from '../tree.ts'
import { apart } from './apart.ts'
import { writeInstead } from './habits.ts'
import { limits } from './limits.ts'
import { operators } from './operators.ts'
import type { Reader } from './reader.ts'
import { operatorInstead } from './refused-operators.ts'
import { type Rendering, readRender } from './render.ts'
import type { PipeScope, Scope } from './scope.ts'
import { readSource } from './source.ts'
import { isSerialized, withWindows } from './windows.ts'

/**
 * Reads where rows come from, and what is done with them.
 *
 * @param onRender - told how they are to be drawn; absent where nothing is
 */
export function readPipe(reader: Reader, around: Scope, onRender?: (rendering: Rendering) => void): Query {
  const scope = apart(around)
  const source = readSource(reader, scope)
  if (!reader.skip('|')) return source
  return [...source, ...readSteps(reader, scope, source, columnsOf(source), onRender)]
}

/** Reads operators, the first without a bar, of rows with these columns. @returns their steps alone */
export function readSteps(
  reader: Reader,
  around: Scope,
  before: Query,
  given: readonly ColumnType[],
  onRender?: (rendering: Rendering) => void,
): Query {
  const scope = apart(around)
  const tables = new Map(scope.tables)
  let query = before
  let columns = given
  const add = (steps: Query): void => {
    query = [...query, ...steps]
    columns = steps.reduce(columnsAfter, columns)
  }
  let count = 0
  do {
    const { at } = reader.peek()
    const name = readOperatorName(reader)
    count += 1
    if (count > limits.operators) throw queryError(`a query has at most ${limits.operators} operators`, at)
    if (name === 'render') {
      if (!onRender) throw queryError('render stands at the end of the whole query', at)
      onRender(readRender(reader, columns))
      if (reader.isAt('|')) throw queryError('render must be the last operator', at)
      break
    }
    if (name === 'serialize') {
      if (!isSerialized(query)) add([{ kind: 'sort', orders: [] }])
      if (reader.isAt('|', ';') || reader.peek().kind === 'end') continue
    }
    const readOperator = operators.get(name)
    if (!readOperator) throw unsupported(name, at)
    const place: PipeScope = {
      ...scope,
      tables,
      columns,
      before: query,
      define: (table, rows) => tables.set(table, rows),
    }
    add(withWindows(place, (inner) => readOperator(reader, inner, at)))
    if (columns.length > limits.columns) throw queryError(`there are at most ${limits.columns} columns`, at)
  } while (reader.skip('|'))
  return query.slice(before.length)
}

/** With what to write instead, or else with all operators that there are. */
function unsupported(name: string, at: number): QueryError {
  const instead =
    operatorInstead(name) || writeInstead(name) || `; operators are ${[...operators.keys()].join(', ')}`
  return queryError(`${name} is not supported${instead}`, at)
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
