import type { Aggregate, Expression } from '../tree.ts'
import type { Bound } from './scope.ts'

export interface AggregateFunction {
  readonly least: number
  readonly most: number
  readonly bind: (name: string, operands: readonly Bound[]) => Aggregate
  /** Its column is called by this, an underscore, and what the first argument is called. */
  readonly prefix: string
  /** What is made of it afterwards, where it is not itself. */
  readonly finish?: (value: Expression, name: string, operands: readonly Bound[]) => Expression
}
