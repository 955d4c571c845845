import type { ColumnType } from '../columns.ts'
import type { Expression, Query, Type } from '../tree.ts'
import type { Reader } from './reader.ts'
import type { CallSyntax } from './syntax.ts'
import type { Token } from './tokens.ts'

/** What `let` has given names to. */
export interface Names {
  readonly constants: ReadonlyMap<string, Expression>
  readonly tables: ReadonlyMap<string, Query>
  readonly functions: ReadonlyMap<string, QueryFunction>
}

/** A function of the query's own: its body is read anew for each call. */
export interface QueryFunction {
  readonly parameters: readonly FunctionParameter[]
  readonly body: readonly Token[]
  readonly isTable: boolean
  /** What was known where it stands. */
  readonly names: Names
}

export interface FunctionParameter {
  readonly name: string
  /** A table's columns are those that it must have; others it may. */
  readonly type: Type | { readonly columns: readonly ColumnType[] }
  readonly usual?: Expression
}

/** What the names of an expression may mean. */
export interface Scope extends Names {
  readonly columns: readonly ColumnType[]
  /** One moment for the whole query. */
  readonly now: bigint
  /** Reads where rows come from, and the operators behind it. */
  readonly readTable: (reader: Reader, scope: Scope) => Query
  /** Reads operators, the first without a bar, of rows with these columns. @returns their steps alone */
  readonly readSteps: (reader: Reader, scope: Scope, before: Query, columns: readonly ColumnType[]) => Query
  /** Reads what is in a function: its own `let`, and what it gives. */
  readonly readBody: {
    readonly table: (reader: Reader, scope: Scope) => Query
    readonly value: (reader: Reader, scope: Scope) => Expression
  }
  /** Counts what the query costs, and refuses what is too much. */
  readonly spend: (what: 'tables' | 'calls', count: number, at: number) => void
  /** How many operators there are around this place that groups go through by themselves. */
  readonly depth?: number
  /** Names of values that are computed of a row, which is not known here. */
  readonly ofRow?: ReadonlySet<string>
  /** Reads calls of aggregates, where they may stand; undefined for any other call. */
  readonly aggregate?: (call: CallSyntax) => Expression | undefined
  /** Likewise of functions that look at the rows before and after. */
  readonly window?: (call: CallSyntax) => Expression | undefined
}

/** Where an operator stands. */
export interface PipeScope extends Scope {
  /** All that stands before it. */
  readonly before: Query
  /** Gives a name to a table for what comes behind. */
  readonly define: (name: string, query: Query) => void
}

/** What an expression means, and where it is written. */
export interface Bound {
  readonly at: number
  readonly expression: Expression
}
