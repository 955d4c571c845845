import type { Expression } from '../tree.ts'
import type { Dialect, SourceColumn, Write } from './dialect.ts'
import { sql } from './fragment.ts'
import { simplify } from './simplify.ts'

/** @param given - what the names of fields stand for */
export function expressionWriter(dialect: Dialect, given: ReadonlyMap<string, SourceColumn>): Write {
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
