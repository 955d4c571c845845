import { columnsOfRows } from '../columns.ts'
import type { From, Rows } from '../tree.ts'
import { type Fragment, generatedName, joined, sql } from './fragment.ts'
import { type Select, selectFrom, type Writing, write, writerOf } from './select.ts'

/** A SELECT of rows that are no events. */
export function writeFrom(_before: Select, { rows }: From, writing: Writing): Select {
  const columns = columnsOfRows(rows)
  const select = selectFrom(
    sql`${tableOf(rows, writing)} AS inside`,
    columns,
    columns.map((_, at) => sql`inside.${generatedName(at)}`),
  )
  if (rows.kind !== 'range') return select
  const isDescending = rows.step.kind === 'literal' && Number(rows.step.value) < 0
  const by = { kind: 'field', name: rows.name, type: rows.type } as const
  return { ...select, orders: [{ by, isDescending, nulls: isDescending ? 'last' : 'first' }] }
}

function tableOf(rows: Rows, writing: Writing): Fragment {
  const { dialect } = writing
  switch (rows.kind) {
    case 'values':
      // A row without columns, of which something is computed.
      if (rows.columns.length === 0) return sql`(SELECT NULL)`
      return dialect.values(
        rows.rows.map((row) => row.map((literal) => dialect.literal(literal))),
        rows.columns.map(({ type }) => type),
      )
    case 'range': {
      const value = writerOf(selectFrom(sql``, [], []), writing)
      return dialect.range(value(rows.first), value(rows.last), value(rows.step))
    }
    case 'union':
      return sql`(${joined(
        rows.queries.map((query) => sql`SELECT * FROM (${write(writing.selectOf(query), writing)})`),
        ' UNION ALL ',
      )})`
    case 'shared':
      return writing.tableOf(rows.query)
  }
}
