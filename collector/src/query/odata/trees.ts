import type { FunctionName } from '../functions.ts'
import type { Call, Expression, Literal, Type } from '../tree.ts'

/** The call of a function that answers true, false or null. */
export const call = (name: FunctionName, ...operands: readonly Expression[]): Call =>
  callOf('bool', name, ...operands)

export const callOf = (type: Type, name: FunctionName, ...operands: readonly Expression[]): Call => ({
  kind: 'call',
  type,
  name,
  arguments: operands,
})

export const truth = (value: boolean): Literal => ({ kind: 'literal', type: 'bool', value })

/** Neither true nor false: what compares with null. */
export const nothing: Literal = { kind: 'literal', type: 'bool', value: null }

export const textLiteral = (value: string): Literal => ({ kind: 'literal', type: 'string', value })

export const timeLiteral = (value: bigint): Literal => ({ kind: 'literal', type: 'datetime', value })
