import type { Column, Window, Windows } from '../tree.ts'
import { generatedName, joined, sql } from './fragment.ts'
import { opened, over, type Select, selectFrom, type Writing, write, writerOf } from './select.ts'

/**
 * All windows of a step go through the rows in one order, which is said once more as numbers: where two rows are equal
 * in it, whatever comes behind has to find them as these have.
 */
export function writeWindows(before: Select, step: Windows, writing: Writing): Select {
  const select = opened(before, writing)
  const value = writerOf(select, writing)
  const orders = select.orders.map((order) => writing.dialect.order(order, value))
  const order = orders.length > 0 ? sql`ORDER BY ${joined(orders, ', ')}` : sql``
  const windows: readonly Column<Window>[] = [
    ...step.columns,
    { name: row.name, value: { type: 'long', name: 'rowNumber', arguments: [] } },
  ]
  const written = windows.map(({ value: window }) => {
    const rows = window.per ? sql`PARTITION BY ${value(over(select, window.per))} ${order}` : order
    const operands = window.arguments.map((argument) => over(select, argument))
    return writing.dialect.windows[window.name]({ ...window, arguments: operands }, value, rows)
  })
  const columns = [...select.columns, ...windows].map(({ name, value: { type } }) => ({ name, type }))
  const outside = selectFrom(
    sql`(${write({ ...select, orders: [], windows: written }, writing)}) AS inside`,
    columns,
    columns.map((_, at) => sql`inside.${generatedName(at)}`),
  )
  return {
    ...outside,
    columns: outside.columns.filter(({ name }) => name !== row.name),
    orders: [{ by: row, isDescending: false, nulls: 'first' }],
  }
}

const row = { kind: 'field', name: '\u0000row', type: 'long' } as const
