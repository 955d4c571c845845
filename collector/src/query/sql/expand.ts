import { columnsAfter } from '../columns.ts'
import type { Column, Expand, Expression } from '../tree.ts'
import { bound, generatedName, sql } from './fragment.ts'
import { around, fields, over, type Select, type Writing } from './select.ts'

/** The arrays are computed beside the row, and gone through from there. */
export function writeExpand(before: Select, step: Expand, writing: Writing): Select {
  const select = before.grouping ? around(before, writing) : before
  const inside = select.orders.length === 0 && insideOf(step)
  if (inside && writing.dialect.elementsInside) return writeInside(select, step, inside, writing)
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

/** What is gone through without being made an array of; undefined where more is asked of it than its elements. */
function insideOf({ columns: [column, ...others], index, limit }: Expand): Expression | undefined {
  const array = column?.array
  if (others.length > 0 || index !== undefined || limit !== undefined) return undefined
  if (array?.kind !== 'call' || array.name !== 'elements') return undefined
  const [of, form] = array.arguments
  return form?.kind === 'literal' && form.value === 'bag' ? of : undefined
}

function writeInside(select: Select, step: Expand, value: Expression, writing: Writing): Select {
  const { of, keys } = value.kind === 'path' ? value : { of: value, keys: [] }
  const beside: Column = { name: '\u0000value', value: over(select, of) }
  // What is computed would be computed anew, wherever its name stands, and with it what it is made of.
  const isPlain =
    beside.value.kind === 'field' && select.given.get(beside.value.name)?.value.parts.length === 0
  const outside = around(
    { ...select, columns: [...select.columns, beside] },
    writing,
    isPlain ? 'merged' : undefined,
  )
  const { behind, condition, element } = writing.dialect.elementsInside!(
    sql`inside.${generatedName(select.columns.length)}`,
    keys,
  )
  const { name, type } = step.columns[0]!
  const made: Column = { name, value: { kind: 'field', name: '\u0000element', type } }
  const columns = columnsAfter(
    select.columns.map((column) => ({ name: column.name, type: column.value.type })),
    step,
  )
  return {
    ...outside,
    from: sql`${outside.from}${behind}`,
    given: new Map([...outside.given, ['\u0000element', { value: element(type) }]]),
    columns: fields(columns).map((column) => (column.name === name ? made : column)),
    conditions: [condition],
  }
}
