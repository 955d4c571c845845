import type { Expression } from '../tree.ts'
import type { Variables } from './fields.ts'
import type { Condition } from './syntax.ts'

/** Where an operand stands. */
export interface Scope {
  /** What the lambdas around it have names for. */
  readonly variables: Variables
  /** Says what a condition of a lambda means; absent where there are no conditions. */
  readonly bindCondition?: (condition: Condition, scope: Scope) => Expression
}

export const emptyScope: Scope = { variables: new Map() }
