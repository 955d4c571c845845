import { queryError } from '../query-error.ts'
import type { Order } from '../tree.ts'
import type { Aliases } from './aliases.ts'
import { fieldOf } from './fields.ts'
import { sideOf } from './operands.ts'
import { parseOperand } from './parse-filter.ts'
import { openReader, type Reader } from './reader.ts'
import type { Operand } from './syntax.ts'

/** More keys than there are fields order nothing any more. */
const mostKeys = 32

/** Ascending where nothing else is said; a missing value is below everything. */
export function parseOrderby(text: string, aliases: Aliases = {}): readonly Order[] {
  const reader = openReader(text, aliases)
  const orders = [parseKey(reader)]
  while (reader.takes(',')) {
    if (orders.length === mostKeys) throw queryError(`at most ${mostKeys} keys are allowed`, reader.peek().at)
    orders.push(parseKey(reader))
  }
  if (reader.peek().kind !== 'end') reader.expected('asc, desc, a comma or the end')
  return orders
}

function parseKey(reader: Reader): Order {
  if (reader.peek().kind === 'end') reader.expected('a field')
  const operand = parseOperand(reader)
  const by = operand.kind === 'word' ? fieldOf(operand.text, operand.at) : orderOf(operand)
  const isDescending = reader.takesWord('desc')
  if (!isDescending) reader.takesWord('asc')
  return { by, isDescending, nulls: isDescending ? 'last' : 'first' }
}

/** Whatever differs from event to event, and is neither true nor false. */
function orderOf(operand: Operand): Order['by'] {
  const side = sideOf(operand, true)
  if (side.kind === 'sought' && side.expression.type !== 'bool') return side.expression
  throw queryError(`${operand.text} is no order`, operand.at)
}
