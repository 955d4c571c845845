import type { Literal } from '../tree.ts'
import type { Token } from './tokens.ts'

interface Placed {
  readonly at: number
}

/** An expression as it is written; nobody knows yet whether its names exist and its types fit. */
export type Syntax =
  | LiteralSyntax
  | NameSyntax
  | PathSyntax
  | CallSyntax
  | OperationSyntax
  | StarSyntax
  | TableSyntax

export interface LiteralSyntax extends Placed {
  readonly kind: 'literal'
  readonly literal: Literal
}

export interface NameSyntax extends Placed {
  readonly kind: 'name'
  readonly name: string
}

export interface PathSyntax extends Placed {
  readonly kind: 'path'
  readonly of: Syntax
  /** Names behind dots, expressions in brackets. */
  readonly keys: readonly (string | Syntax)[]
}

export interface CallSyntax extends Placed {
  readonly kind: 'call'
  readonly name: string
  readonly arguments: readonly Syntax[]
}

/** The operator as it is written, `negate` for a minus before one operand. */
export interface OperationSyntax extends Placed {
  readonly kind: 'operation'
  readonly operator: string
  readonly operands: readonly Syntax[]
}

/** All columns, as an argument. */
export interface StarSyntax extends Placed {
  readonly kind: 'star'
}

/** A query in brackets, which is read where its names are known. */
export interface TableSyntax extends Placed {
  readonly kind: 'table'
  readonly tokens: readonly Token[]
}

/** An expression that may say what its column is to be called. */
export interface NamedSyntax extends Placed {
  readonly name?: string
  readonly value: Syntax
}
