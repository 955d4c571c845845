import type { Expression, Query } from '../tree.ts'
import type { Dialect, SourceColumn, Write } from './dialect.ts'
import { type Fragment, sql } from './fragment.ts'
import { simplify } from './simplify.ts'

/**
 * @param given - what the names of fields stand for
 * @param rowsOf - writes a query as a SELECT whose columns are `c0`, `c1`, …
 */
export function expressionWriter(
  dialect: Dialect,
  given: ReadonlyMap<string, SourceColumn>,
  rowsOf: (query: Query) => Fragment,
): Write {
  const column = (name: string): SourceColumn => {
    const found = given.get(name)
    if (!found) throw new Error(`no column ${name}`)
    return found
  }
  const write: Write = (expression) => {
    switch (expression.kind) {
      case 'literal':
        return dialect.literal(expression)
      case 'field':
        return column(expression.name).value
      case 'item':
        return dialect.item(expression)
      case 'path':
        return dialect.path(expression, write)
      case 'scalar': {
        const isText = expression.type === 'string'
        const first = isText ? dialect.nullableText(sql`c0`) : sql`c0`
        const value = sql`(SELECT ${first} FROM (${rowsOf(expression.query)}) AS inside ${dialect.limit(1, 0)})`
        return isText ? sql`coalesce(${value}, '')` : value
      }
      case 'among':
        return sql`coalesce(${isAmong(write(expression.value), rowsOf(expression.query))}, FALSE)`
      case 'call': {
        const [first] = expression.arguments
        if (expression.name === 'orNull' && first?.kind === 'field') {
          const { value, orNull } = column(first.name)
          return orNull ?? sql`nullif(${value}, '')`
        }
        return dialect.calls[expression.name](expression, write)
      }
    }
  }
  return (expression: Expression) => write(simplify(expression))
}

/** Null where nothing is known. */
export const isAmong = (value: Fragment, rows: Fragment): Fragment => sql`${value} IN (${rows})`
