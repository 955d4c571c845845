import type { EventColumn } from '../event-columns.ts'
import type { AggregateName, FunctionName } from '../functions.ts'
import type { Aggregate, Call, Expression, Item, Literal, Order, Path } from '../tree.ts'
import type { Fragment } from './fragment.ts'

/** Writes the value of an expression; a dynamic one as JSON text, null for JSON's null. */
export type Write = (expression: Expression) => Fragment

/** What a name stands for. */
export interface SourceColumn {
  readonly value: Fragment
  /** Null for the empty text, where that is shorter than to ask. */
  readonly orNull?: Fragment
}

/** Which events a query sees, whatever it says. */
export interface Source {
  /** Absent: all. */
  readonly scopes?: readonly string[]
}

/**
 * How one engine's SQL says what the tree says. Everything that is common to engines, which is the shape of a SELECT,
 * is written without it.
 */
export interface Dialect {
  readonly events: {
    readonly table: Fragment
    readonly columns: Readonly<Record<EventColumn, SourceColumn>>
    /** What holds for the events of a source; empty where all are seen. */
    conditions(source: Source): readonly Fragment[]
  }
  literal(literal: Literal): Fragment
  path(path: Path, write: Write): Fragment
  item(item: Item): Fragment
  readonly calls: Readonly<Record<FunctionName, (call: Call, write: Write) => Fragment>>
  /** @param orders - the order in which the group's rows are taken, where one was asked for */
  readonly aggregates: Readonly<
    Record<AggregateName, (aggregate: Aggregate, write: Write, orders: readonly Fragment[]) => Fragment>
  >
  order(order: Order, write: Write): Fragment
  /** An order that is another one each time. */
  readonly randomOrder: Fragment
  /** The end of a SELECT that gives so many rows; without `count`, all after the first `skip`. */
  limit(count: number | undefined, skip: number): Fragment
  /** The end of a SELECT that the engine must not merge into the one around it. */
  readonly fence: Fragment
}
