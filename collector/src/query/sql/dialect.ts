import type { AggregateName } from '../aggregates.ts'
import type { EventColumn } from '../event-columns.ts'
import type { FunctionName } from '../functions.ts'
import type { Aggregate, Call, Expression, Item, Literal, Order, Path, Type, Window } from '../tree.ts'
import type { WindowName } from '../windows.ts'
import type { Fragment, Parameter } from './fragment.ts'

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
  /** How a value stands in the text, `?` or a name; the number is its place among the statement's parameters. */
  placeholder(value: Parameter, at: number): string
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
  /** A text, of a type that knows null. */
  nullableText(value: Fragment): Fragment
  /** The end of a SELECT that the engine must not merge into the one around it. */
  readonly fence: Fragment

  /** @param over - the rows that are looked at, and their order: what stands in the brackets of OVER */
  readonly windows: Readonly<Record<WindowName, (window: Window, write: Write, over: Fragment) => Fragment>>
  /** A number that rises from row to row, beside these windows, where it costs least. */
  rowPlace(windows: readonly Window[], over: Fragment): Fragment
  /** A table of these values, whose columns are `c0`, `c1`, …; of at least one column. */
  values(rows: readonly (readonly Fragment[])[], types: readonly Type[]): Fragment
  /** A table whose column is `c0`: from the first to the last at most. */
  range(first: Fragment, last: Fragment, step: Fragment): Fragment
  /** What stands behind a table, to have a row of it for each element of these arrays. */
  elements(arrays: readonly Fragment[]): Elements
  /**
   * The same of what is inside one value, list or not, where an engine can go through it as it is. A row that has nothing
   * there has to have a row, too; an empty list or object has none, as the condition says.
   */
  elementsInside?(of: Fragment, path: readonly (string | number)[]): ElementsInside
  /** All columns of a SELECT, one row for each value of those of its columns that are named. */
  oneOfEach(select: Fragment, keys: readonly Fragment[]): Fragment
  /** What stands between the name of a common table and its SELECT, to have it computed once. */
  readonly once: Fragment
}

export interface Elements {
  readonly behind: Fragment
  /** The place of the element, counted from 0. */
  readonly index: Fragment
  /** What an array, by its number, has there. */
  readonly element: (array: number, type: Type) => Fragment
}

export interface ElementsInside extends Pick<Elements, 'behind'> {
  readonly condition: Fragment
  readonly element: (type: Type) => Fragment
}
