import { ticksOf } from '../../model/ticks.ts'
import { queryError } from '../query-error.ts'
import type { Literal } from '../tree.ts'
import type { Operand } from './syntax.ts'

/** A value as it is written: what else than a text it may be is said by its form. */
export interface Value {
  /** As a text, whatever else it may be. */
  readonly text: string
  /** Null means null. */
  readonly literal: Literal | null
  readonly at: number
}

/** Forms of times that older versions of OData have. */
const timeForms = new Set(['datetime', 'datetimeoffset'])

/** @throws QueryError when it is of a form that is not supported, or no time where it says so */
export function readValue(operand: Exclude<Operand, { kind: 'call' }>): Value {
  const { text, at } = operand
  if (operand.kind === 'word') return { text, literal: literalOf(text), at }
  if (operand.form === undefined)
    return { text, literal: { kind: 'literal', type: 'string', value: text }, at }
  if (!timeForms.has(operand.form.toLowerCase())) {
    throw queryError(`${operand.form}'…' is not supported; write the text in quotes alone`, at)
  }
  return { text, literal: { kind: 'literal', type: 'datetime', value: timeOf(text, at) }, at }
}

/** @throws QueryError when it is none */
export function timeOf(text: string, at: number): bigint {
  const ticks = ticksOf(text)
  if (ticks === undefined) throw queryError(`${text} is no time; write it as 2019-01-01T00:00:00Z`, at)
  return ticks
}

/** The largest and smallest whole numbers of 64 bits. */
const whole = { first: -(2n ** 63n), last: 2n ** 63n - 1n }

function literalOf(word: string): Literal | null {
  if (word === 'null') return null
  if (word === 'true' || word === 'false') return { kind: 'literal', type: 'bool', value: word === 'true' }
  if (/^-?\d{1,30}$/.test(word)) {
    const value = BigInt(word)
    if (value >= whole.first && value <= whole.last) return { kind: 'literal', type: 'long', value }
  }
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(word) && Number.isFinite(Number(word))) {
    return { kind: 'literal', type: 'real', value: Number(word) }
  }
  const ticks = ticksOf(word)
  return ticks === undefined
    ? { kind: 'literal', type: 'string', value: word }
    : { kind: 'literal', type: 'datetime', value: ticks }
}
