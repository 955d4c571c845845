import type { AggregateName } from './aggregates.ts'
import type { FunctionName } from './functions.ts'
import type { WindowName } from './windows.ts'

/**
 * What a query asks, in no language: both query languages compile to this, and SQL is written from it. A query starts
 * from all events of its scopes and takes them through its steps, one after the other.
 *
 * Every meaning that the languages disagree about is in the tree: a function here means the same whoever asks for it.
 */
export type Query = readonly Step[]

/** As Kusto's types are; times and spans are whole numbers of 100 ns. */
export type Type = 'string' | 'long' | 'real' | 'bool' | 'datetime' | 'timespan' | 'dynamic'

/** A named value. */
export interface Column<Value = Expression> {
  readonly name: string
  readonly value: Value
}

export interface ColumnType {
  readonly name: string
  readonly type: Type
}

export interface Order {
  readonly by: Expression
  readonly isDescending: boolean
  readonly nulls: 'first' | 'last'
}

export type Step =
  | { readonly kind: 'where'; readonly predicate: Expression }
  /** Without `count`, all that come after the first `skip`. */
  | { readonly kind: 'take'; readonly count?: number; readonly skip?: number }
  /** So many rows, picked at random. */
  | { readonly kind: 'sample'; readonly count: number }
  /** These columns, and no others, from here on. */
  | { readonly kind: 'project'; readonly columns: readonly Column[] }
  /** One row for each group, or one row in all: first what it is grouped by, then what is computed of it. */
  | {
      readonly kind: 'summarize'
      readonly by: readonly Column[]
      readonly columns: readonly Column<Aggregate>[]
    }
  | { readonly kind: 'sort'; readonly orders: readonly Order[] }
  | From
  | Join
  | Expand
  | Windows

/** These rows, whatever the steps before gave. */
export interface From {
  readonly kind: 'from'
  readonly rows: Rows
}

export type Rows =
  /** As many rows as lists of values. */
  | {
      readonly kind: 'values'
      readonly columns: readonly ColumnType[]
      readonly rows: readonly (readonly Literal[])[]
    }
  /** From the first to the last at most, in steps that may fall. */
  | {
      readonly kind: 'range'
      readonly name: string
      readonly type: 'long' | 'real' | 'datetime' | 'timespan'
      readonly first: Expression
      readonly last: Expression
      readonly step: Expression
    }
  /** What all of these give; they have the same columns. */
  | { readonly kind: 'union'; readonly queries: readonly Query[] }
  /** What a query gives: the same rows wherever the same object stands. */
  | { readonly kind: 'shared'; readonly query: Query; readonly isMaterialized?: true; readonly name?: string }

export type JoinKind =
  | 'inner'
  /** One row of the left for each key, any one. */
  | 'innerUnique'
  | 'leftOuter'
  | 'rightOuter'
  | 'fullOuter'
  /** Rows of the left that have a partner, and those that have none. */
  | 'leftSemi'
  | 'leftAnti'

/** Rows of two tables whose keys are equal; null is equal to nothing. Where a partner is missing, its texts are empty. */
export interface Join {
  readonly kind: 'join'
  readonly flavor: JoinKind
  readonly right: Query
  readonly on: readonly { readonly left: Field; readonly right: Field }[]
  /** Of the rows that come out, in order. */
  readonly columns: readonly JoinedColumn[]
}

export interface JoinedColumn {
  readonly name: string
  readonly side: 'left' | 'right'
  readonly field: Field
}

/** A row for each element of an array; several are gone through side by side, null where they are at their end. */
export interface Expand {
  readonly kind: 'expand'
  /** The arrays, and of what type each element is to be: null, or the empty text, where it is of another. */
  readonly columns: readonly { readonly name: string; readonly array: Expression; readonly type: Type }[]
  /** The column of the element's place, counted from 0. */
  readonly index?: string
  /** Of one row at most. */
  readonly limit?: number
}

/** Columns, beside those that there are, of what is in the rows before and after, in the order that they have. */
export interface Windows {
  readonly kind: 'windows'
  readonly columns: readonly Column<Window>[]
  /** Of the columns that there are, those that steps behind it ask for; absent: all. */
  readonly asked?: ReadonlySet<string>
  /** Whether no step behind it looks at the order of its rows. */
  readonly isOrderUnused?: true
}

export interface Window {
  readonly type: Type
  readonly name: WindowName
  readonly arguments: readonly Expression[]
  /** Only rows with the same value are looked at. */
  readonly per?: Expression
}

export type Expression = Literal | Field | Path | Item | Call | Scalar | Among

export type Literal =
  | { readonly kind: 'literal'; readonly type: 'string'; readonly value: string }
  | {
      readonly kind: 'literal'
      readonly type: 'long' | 'datetime' | 'timespan'
      readonly value: bigint | null
    }
  | { readonly kind: 'literal'; readonly type: 'real'; readonly value: number | null }
  | { readonly kind: 'literal'; readonly type: 'bool'; readonly value: boolean | null }
  /** JSON text. */
  | { readonly kind: 'literal'; readonly type: 'dynamic'; readonly value: string | null }

/** A column of what the step before gives; at first, of the events. */
export interface Field {
  readonly kind: 'field'
  readonly name: string
  readonly type: Type
}

/** What is inside a dynamic value; null where there is nothing. A number is an index, from the end where it is negative. */
export interface Path {
  readonly kind: 'path'
  readonly type: 'dynamic'
  readonly of: Expression
  readonly keys: readonly (string | number)[]
}

/** The element of a list that the `anyElement` or `everyElement` around it looks at; their levels count from outside. */
export interface Item {
  readonly kind: 'item'
  readonly type: 'dynamic'
  readonly level: number
}

export interface Call {
  readonly kind: 'call'
  readonly type: Type
  readonly name: FunctionName
  readonly arguments: readonly Expression[]
}

/** The first column of the first row that a query gives; null, or the empty text, where it gives none. */
export interface Scalar {
  readonly kind: 'scalar'
  readonly type: Type
  readonly query: Query
}

/** Whether a query gives a row whose first column equals the value. Never null. */
export interface Among {
  readonly kind: 'among'
  readonly type: 'bool'
  readonly value: Expression
  readonly query: Query
}

/** What is computed of a group's rows. */
export interface Aggregate {
  readonly type: Type
  readonly name: AggregateName
  readonly arguments: readonly Expression[]
}
