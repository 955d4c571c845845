import { queryError } from '../query-error.ts'
import type { Order } from '../tree.ts'
import { fieldOf } from './fields.ts'
import { sideOf } from './operands.ts'
import { openReader, type Reader } from './reader.ts'

/** More keys than there are fields order nothing any more. */
const mostKeys = 32

/** Ascending where nothing else is said; a missing value is below everything. */
export function parseOrderby(text: string): readonly Order[] {
  const reader = openReader(text)
  const orders = [parseKey(reader)]
  while (reader.takes(',')) {
    if (orders.length === mostKeys) throw queryError(`at most ${mostKeys} keys are allowed`, reader.peek().at)
    orders.push(parseKey(reader))
  }
  if (reader.peek().kind !== 'end') reader.expected('asc, desc, a comma or the end')
  return orders
}

function parseKey(reader: Reader): Order {
  const token = reader.peek()
  if (token.kind !== 'word') return reader.expected('a field')
  reader.next()
  const by = reader.takes('(') ? parseCall(reader, token.text, token.at) : fieldOf(token.text, token.at)
  const isDescending = reader.takesWord('desc')
  if (!isDescending) reader.takesWord('asc')
  return { by, isDescending, nulls: isDescending ? 'last' : 'first' }
}

function parseCall(reader: Reader, name: string, at: number): Order['by'] {
  const argument = reader.peek()
  if (argument.kind !== 'word') return reader.expected('a field')
  reader.next()
  if (!reader.takes(')')) reader.expected(')')
  const side = sideOf({ kind: 'call', text: name, arguments: [argument], at }, true)
  if (side.kind === 'sought' && side.expression.type !== 'bool') return side.expression
  throw queryError(`${name} is no order`, at)
}
