import { columnsAfter } from '../columns.ts'
import type { Column, Expand } from '../tree.ts'
import { bound, generatedName, sql } from './fragment.ts'
import { around, fields, over, type Select, type Writing } from './select.ts'

/** The arrays are computed beside the row, and gone through from there. */
export function writeExpand(before: Select, step: Expand, writing: Writing): Select {
  const select = before.grouping ? around(before, writing) : before
  const arrays: readonly Column[] = step.columns.map(({ array }, at) => ({
    name: `\u0000array ${at}`,
    value: over(select, array),
  }))
  const outside = around({ ...select, columns: [...select.columns, ...arrays] }, writing)
  const first = select.columns.length
  const { behind, index, element } = writing.dialect.elements(
    arrays.map((_, at) => sql`inside.${generatedName(first + at)}`),
  )
  const place = { kind: 'field', name: '\u0000place', type: 'long' } as const
  const elements: readonly Column[] = step.columns.map(({ name, type }, at) => ({
    name,
    value: { kind: 'field', name: `\u0000element ${at}`, type },
  }))
  const columns = columnsAfter(
    select.columns.map(({ name, value: { type } }) => ({ name, type })),
    step,
  )
  const given = new Map([
    ...outside.given,
    [place.name, { value: index }] as const,
    ...step.columns.map(({ type }, at) => [`\u0000element ${at}`, { value: element(at, type) }] as const),
  ])
  return {
    ...outside,
    from: sql`${outside.from}${behind}`,
    given,
    columns: fields(columns).map(
      (column) =>
        elements.find(({ name }) => name === column.name) ??
        (column.name === step.index ? { name: column.name, value: place } : column),
    ),
    conditions: step.limit === undefined ? [] : [sql`${index} < ${bound(BigInt(step.limit))}`],
    orders:
      outside.orders.length === 0
        ? []
        : [...outside.orders, { by: place, isDescending: false, nulls: 'first' }],
  }
}
