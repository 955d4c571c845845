import { type ColumnType, columnsOf } from '../columns.ts'
import type { Query } from '../tree.ts'
import type { Dialect, Source } from './dialect.ts'
import { type Fragment, joined, type Parameter, render, sql, tableName } from './fragment.ts'
import { inlined } from './inline.ts'
import { checkSize } from './measure.ts'
import { fields, type Select, type Writing, write } from './select.ts'
import { steps } from './steps.ts'

export interface Statement {
  readonly text: string
  readonly parameters: readonly Parameter[]
  /** What its rows hold, in order. */
  readonly columns: readonly ColumnType[]
}

/**
 * Writes a query as one statement, in as few SELECTs as it takes, so that the engine finds its indexes. Whatever came
 * from outside is a parameter.
 *
 * @throws QueryError when it is too long or too deep for an engine
 */
export function writeSql(query: Query, source: Source, dialect: Dialect): Statement {
  checkSize(query)
  const flat = inlined(query)
  const tables = new Map<Query, { readonly name: Fragment; readonly rows: Fragment }>()
  const writing: Writing = {
    dialect,
    events: {
      from: dialect.events.table,
      given: new Map(Object.entries(dialect.events.columns)),
      conditions: dialect.events.conditions(source),
      predicates: [],
      columns: fields(columnsOf([])),
      orders: [],
      skip: 0,
    },
    selectOf: (asked) =>
      asked.reduce<Select>((sofar, step) => steps[step.kind](sofar, step as never, writing), writing.events),
    tableOf: (shared) => {
      const known = tables.get(shared)
      if (known) return known.name
      const rows = write(writing.selectOf(shared), writing)
      const name = tableName(tables.size)
      tables.set(shared, { name, rows })
      return name
    },
  }
  const select = write(writing.selectOf(flat), writing)
  return {
    ...render(withTables([...tables.values()], select, dialect), dialect.placeholder),
    columns: columnsOf(query),
  }
}

/** Those that others are made of come first. */
function withTables(
  tables: readonly { readonly name: Fragment; readonly rows: Fragment }[],
  select: Fragment,
  { once }: Dialect,
): Fragment {
  if (tables.length === 0) return select
  const common = tables.map(({ name, rows }) => sql`${name} ${once} (${rows})`)
  return sql`WITH ${joined(common, ', ')} ${select}`
}

/** Writes how many rows a query would give if it did not skip and take. */
export const writeCount = (query: Query, source: Source, dialect: Dialect): Statement =>
  writeSql(
    [
      ...query.filter(({ kind }) => kind !== 'take' && kind !== 'sort'),
      {
        kind: 'summarize',
        by: [],
        columns: [{ name: 'total', value: { name: 'count', type: 'long', arguments: [] } }],
      },
    ],
    source,
    dialect,
  )
