import type { Windows } from '../tree.ts'
import { generatedName, joined, sql } from './fragment.ts'
import { opened, over, type Select, selectFrom, type Writing, write, writerOf } from './select.ts'

/**
 * All windows of a step go through the rows in one order, which is said once more as numbers: where two rows are equal
 * in it, whatever comes behind has to find them as these have.
 */
export function writeWindows(before: Select, step: Windows, writing: Writing): Select {
  const all = opened(before, writing)
  const value = writerOf(all, writing)
  const orders = all.orders.map((order) => writing.dialect.order(order, value))
  const order = orders.length > 0 ? sql`ORDER BY ${joined(orders, ', ')}` : sql``
  const written = step.columns.map(({ value: window }) => {
    const rows = window.per ? sql`PARTITION BY ${value(over(all, window.per))} ${order}` : order
    const operands = window.arguments.map((argument) => over(all, argument))
    return writing.dialect.windows[window.name]({ ...window, arguments: operands }, value, rows)
  })
  const { asked } = step
  const select = asked ? { ...all, columns: all.columns.filter(({ name }) => asked.has(name)) } : all
  const place = writing.dialect.rowPlace(
    step.columns.map(({ value: window }) => window),
    order,
  )
  const columns = [
    ...[...select.columns, ...step.columns].map(({ name, value: { type } }) => ({ name, type })),
    ...(step.isOrderUnused ? [] : [row]),
  ]
  const outside = selectFrom(
    sql`(${write({ ...select, orders: [], windows: step.isOrderUnused ? written : [...written, place] }, writing)}) AS inside`,
    columns,
    columns.map((_, at) => sql`inside.${generatedName(at)}`),
  )
  return {
    ...outside,
    columns: outside.columns.filter(({ name }) => name !== row.name),
    orders: step.isOrderUnused ? [] : [{ by: row, isDescending: false, nulls: 'first' }],
  }
}

const row = { kind: 'field', name: '\u0000row', type: 'long' } as const
