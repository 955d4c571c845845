import type { Expression } from '../tree.ts'

/** With what the fields stand for in their place. */
export function substitute(expression: Expression, values: ReadonlyMap<string, Expression>): Expression {
  switch (expression.kind) {
    case 'literal':
    case 'item':
    case 'scalar':
      return expression
    case 'among':
      return { ...expression, value: substitute(expression.value, values) }
    case 'field':
      return values.get(expression.name) ?? expression
    case 'path':
      return { ...expression, of: substitute(expression.of, values) }
    case 'call':
      return {
        ...expression,
        arguments: expression.arguments.map((argument) => substitute(argument, values)),
      }
  }
}
