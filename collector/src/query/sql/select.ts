import type { ColumnType } from '../columns.ts'
import type { Column, Expression, Order, Query, Step } from '../tree.ts'
import type { Dialect, SourceColumn, Write } from './dialect.ts'
import { expressionWriter } from './expression.ts'
import { balanced, type Fragment, generatedName, joined, place, sql } from './fragment.ts'
import { substitute } from './substitute.ts'

/** One SELECT in the making. Its parts are said in the columns of what it selects from. */
export interface Select {
  readonly from: Fragment
  readonly given: ReadonlyMap<string, SourceColumn>
  readonly conditions: readonly Fragment[]
  readonly predicates: readonly Expression[]
  readonly columns: readonly Column[]
  readonly grouping?: Extract<Step, { kind: 'summarize' }>
  readonly orders: readonly Order[]
  /** Behind the columns. */
  readonly windows?: readonly Fragment[]
  readonly isSampled?: true
  readonly count?: number
  readonly skip: number
}

/** What a query is written with. */
export interface Writing {
  readonly dialect: Dialect
  /** What every query starts with. */
  readonly events: Select
  /** The SELECT of a query. */
  readonly selectOf: (query: Query) => Select
  /** The name of the common table in which a query's rows are. */
  readonly tableOf: (query: Query) => Fragment
}

/** Something of which all rows are taken: these are its columns. */
export const selectFrom = (
  from: Fragment,
  columns: readonly ColumnType[],
  values: readonly Fragment[],
): Select => ({
  from,
  given: new Map(columns.map(({ name }, at) => [name, { value: values[at]! }])),
  conditions: [],
  predicates: [],
  columns: fields(columns),
  orders: [],
  skip: 0,
})

export const fields = (columns: readonly ColumnType[]): readonly Column[] =>
  columns.map(({ name, type }) => ({ name, value: { kind: 'field', name, type } }))

export const isCut = ({ count, skip }: Select): boolean => count !== undefined || skip > 0

/** Whether conditions, orders and groups may still be added. */
export const isOpen = (select: Select): boolean => !isCut(select) && !select.grouping

export const opened = (select: Select, writing: Writing): Select =>
  isOpen(select) ? select : around(select, writing)

/** What an expression about the columns of a SELECT says about what it selects from. */
export const over = ({ columns }: Select, expression: Expression): Expression =>
  substitute(expression, new Map(columns.map(({ name, value }) => [name, value])))

export const writerOf = ({ given }: Select, writing: Writing): Write =>
  expressionWriter(writing.dialect, given, (query) => write(writing.selectOf(query), writing))

/**
 * A SELECT from this one, in the same order.
 *
 * @param merging - whether engines may merge it into the one around it
 */
export function around(inner: Select, writing: Writing, merging?: 'merged'): Select {
  const keys = inner.grouping ? [] : inner.orders.map((order, at) => ({ ...order, name: `order ${at}` }))
  const columns = [...inner.columns, ...keys.map(({ name, by }) => ({ name, value: by }))]
  const isMergeable = !isOpen(inner) || merging === 'merged'
  // Of what is cut an order says what is left, of groups what is in their lists.
  const text = write(isMergeable ? { ...inner, columns } : { ...inner, columns, orders: [] }, writing)
  const from = isMergeable ? sql`(${text}) AS inside` : sql`(${text} ${writing.dialect.fence}) AS inside`
  return {
    ...selectFrom(
      from,
      columns.map(typed),
      columns.map((_, at) => sql`inside.${generatedName(at)}`),
    ),
    columns: fields(inner.columns.map(typed)),
    orders: keys.map(({ name, by, ...order }) => ({ ...order, by: { kind: 'field', name, type: by.type } })),
  }
}

const typed = ({ name, value: { type } }: Column): ColumnType => ({ name, type })

export function write(select: Select, writing: Writing): Fragment {
  const { dialect } = writing
  const value = writerOf(select, writing)
  const orders = select.isSampled
    ? [dialect.randomOrder]
    : select.orders.map((order) => dialect.order(order, value))
  const conditions = [...select.conditions, ...select.predicates.map(value)]
  const values = select.grouping
    ? [
        ...select.grouping.by.map((column) => value(column.value)),
        ...select.grouping.columns.map((column) =>
          dialect.aggregates[column.value.name](column.value, value, orders),
        ),
      ]
    : [...select.columns.map((column) => value(column.value)), ...(select.windows ?? [])]
  const named = values.map((written, at) => sql`${written} AS ${generatedName(at)}`)
  const parts = [
    sql`SELECT ${named.length > 0 ? joined(named, ', ') : sql`NULL`} FROM ${select.from}`,
    conditions.length > 0 && sql`WHERE ${balanced(conditions, sql` AND `)}`,
    select.grouping &&
      select.grouping.by.length > 0 &&
      sql`GROUP BY ${joined(
        select.grouping.by.map((_, at) => place(at)),
        ', ',
      )}`,
    !select.grouping && orders.length > 0 && sql`ORDER BY ${joined(orders, ', ')}`,
    isCut(select) && dialect.limit(select.count, select.skip),
  ]
  return joined(
    parts.filter((part) => part !== false && part !== undefined),
    ' ',
  )
}
