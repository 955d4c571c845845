import type { AggregateName, FunctionName } from './functions.ts'

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

export type Expression = Literal | Field | Path | Call | Item

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

/** What is computed of a group's rows. */
export interface Aggregate {
  readonly type: Type
  readonly name: AggregateName
  readonly arguments: readonly Expression[]
}
