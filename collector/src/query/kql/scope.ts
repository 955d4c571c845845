import type { ColumnType } from '../columns.ts'
import type { Expression, Literal } from '../tree.ts'
import type { CallSyntax } from './syntax.ts'

/** What the names of an expression may mean. */
export interface Scope {
  readonly columns: readonly ColumnType[]
  /** By `let`. */
  readonly constants: ReadonlyMap<string, Literal>
  /** One moment for the whole query. */
  readonly now: bigint
  /** Reads calls of aggregates, where they may stand; undefined for any other call. */
  readonly aggregate?: (call: CallSyntax) => Expression | undefined
}

/** What an expression means, and where it is written. */
export interface Bound {
  readonly at: number
  readonly expression: Expression
}
