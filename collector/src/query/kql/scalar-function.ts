import type { Expression } from '../tree.ts'
import type { Bound, Scope } from './scope.ts'

/** What a function takes and what it means; its arguments are as many as it says. */
export interface ScalarFunction {
  readonly least: number
  readonly most: number
  readonly bind: (name: string, operands: readonly Bound[], scope: Scope) => Expression
  /** A column of it is called as its first argument would be. */
  readonly isNamedByArgument?: true
  /** Or by this, an underscore, and that. */
  readonly prefix?: string
  /** Or by what its first argument would be called, an underscore, and this. */
  readonly suffix?: string
}
