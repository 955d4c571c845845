import { type ColumnType, columnsOf } from '../columns.ts'
import type { Column, Expression, Order, Query, Step } from '../tree.ts'
import type { Dialect, Source, SourceColumn } from './dialect.ts'
import { expressionWriter } from './expression.ts'
import {
  balanced,
  type Fragment,
  generatedName,
  joined,
  type Parameter,
  place,
  render,
  sql,
} from './fragment.ts'
import { checkSize, isLarge } from './measure.ts'
import { substitute } from './substitute.ts'

export interface Statement {
  readonly text: string
  readonly parameters: readonly Parameter[]
  /** What its rows hold, in order. */
  readonly columns: readonly ColumnType[]
}

/** One SELECT in the making. Its parts are said in the columns of what it selects from. */
interface Select {
  readonly from: Fragment
  readonly given: ReadonlyMap<string, SourceColumn>
  readonly conditions: readonly Fragment[]
  readonly predicates: readonly Expression[]
  readonly columns: readonly Column[]
  readonly grouping?: Extract<Step, { kind: 'summarize' }>
  readonly orders: readonly Order[]
  readonly isSampled?: true
  readonly count?: number
  readonly skip: number
}

type Writer<Kind extends Step['kind']> = (
  select: Select,
  step: Extract<Step, { kind: Kind }>,
  dialect: Dialect,
) => Select

/**
 * Writes a query as one statement, in as few SELECTs as it takes, so that the engine finds its indexes. Whatever came
 * from outside is a parameter.
 *
 * @throws QueryError when it is too long or too deep for an engine
 */
export function writeSql(query: Query, source: Source, dialect: Dialect): Statement {
  checkSize(query)
  const select = query.reduce<Select>((sofar, step) => steps[step.kind](sofar, step as never, dialect), {
    from: dialect.events.table,
    given: new Map(Object.entries(dialect.events.columns)),
    conditions: dialect.events.conditions(source),
    predicates: [],
    columns: fields(columnsOf([])),
    orders: [],
    skip: 0,
  })
  return { ...render(write(select, dialect), dialect.placeholder), columns: columnsOf(query) }
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

const steps: { readonly [Kind in Step['kind']]: Writer<Kind> } = {
  where(before, { predicate }, dialect) {
    const select = isCut(before) || before.grouping ? around(before, dialect) : before
    return { ...select, predicates: [...select.predicates, over(select, predicate)] }
  },

  take(before, { count, skip = 0 }, dialect) {
    const select = before.isSampled ? around(before, dialect) : before
    const left = select.count === undefined ? undefined : Math.max(select.count - skip, 0)
    const taken = [left, count].filter((bound) => bound !== undefined)
    return { ...select, skip: select.skip + skip, ...(taken.length > 0 && { count: Math.min(...taken) }) }
  },

  sample(before, { count }, dialect) {
    const select = isCut(before) || before.grouping ? around(before, dialect) : before
    return { ...select, orders: [], isSampled: true, count }
  },

  project(before, { columns }, dialect) {
    const isApart = before.grouping || columns.some(({ value }) => isLarge(over(before, value)))
    const select = isApart ? around(before, dialect) : before
    return { ...select, columns: columns.map(({ name, value }) => ({ name, value: over(select, value) })) }
  },

  summarize(before, grouping, dialect) {
    const select = isCut(before) || before.grouping ? around(before, dialect) : before
    return {
      ...select,
      columns: fields(columnsOf([grouping])),
      grouping: {
        kind: 'summarize',
        by: grouping.by.map(({ name, value }) => ({ name, value: over(select, value) })),
        columns: grouping.columns.map(({ name, value }) => ({
          name,
          value: { ...value, arguments: value.arguments.map((argument) => over(select, argument)) },
        })),
      },
    }
  },

  sort(before, { orders }, dialect) {
    const select = isCut(before) || before.grouping ? around(before, dialect) : before
    return { ...select, orders: orders.map((order) => ({ ...order, by: over(select, order.by) })) }
  },
}

const fields = (columns: readonly ColumnType[]): readonly Column[] =>
  columns.map(({ name, type }) => ({ name, value: { kind: 'field', name, type } }))

const isCut = ({ count, skip }: Select): boolean => count !== undefined || skip > 0

/** What an expression about the columns of a SELECT says about what it selects from. */
const over = ({ columns }: Select, expression: Expression): Expression =>
  substitute(expression, new Map(columns.map(({ name, value }) => [name, value])))

/** A SELECT from this one, in the same order. */
function around(inner: Select, dialect: Dialect): Select {
  const keys = inner.grouping ? [] : inner.orders.map((order, at) => ({ ...order, name: `order ${at}` }))
  const columns = [...inner.columns, ...keys.map(({ name, by }) => ({ name, value: by }))]
  const isMergeable = isCut(inner) || inner.grouping !== undefined
  // Of what is cut an order says what is left, of groups what is in their lists.
  const text = write(isMergeable ? { ...inner, columns } : { ...inner, columns, orders: [] }, dialect)
  return {
    from: isMergeable ? sql`(${text}) AS inside` : sql`(${text} ${dialect.fence}) AS inside`,
    given: new Map(columns.map(({ name }, at) => [name, { value: sql`inside.${generatedName(at)}` }])),
    conditions: [],
    predicates: [],
    columns: fields(inner.columns.map(({ name, value }) => ({ name, type: value.type }))),
    orders: keys.map(({ name, by, ...order }) => ({ ...order, by: { kind: 'field', name, type: by.type } })),
    skip: 0,
  }
}

function write(select: Select, dialect: Dialect): Fragment {
  const value = expressionWriter(dialect, select.given)
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
    : select.columns.map((column) => value(column.value))
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
