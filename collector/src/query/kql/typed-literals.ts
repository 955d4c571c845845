import { queryError } from '../query-error.ts'
import { readDatetime } from '../read-datetime.ts'
import { readTimespan } from '../read-timespan.ts'
import type { Literal } from '../tree.ts'
import { isLong, readLong, readReal, readSpan } from './numbers.ts'

type ReadLiteral = (text: string, at: number) => Literal

const whole = /^-?(?:\d+|0[xX][0-9a-fA-F]+)$/
const decimal = /^-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/
const notFinite: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['+inf', Number.POSITIVE_INFINITY],
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
])
const quoted = /^(['"])(.*)\1$/
const withUnit = /^(-?)(\d+(?:\.\d+)?) ?([a-z]+)$/
const days = /^(-?)(\d+)$/

const long: ReadLiteral = (text, at) => ({ kind: 'literal', type: 'long', value: longOf(text, 63, at) })
const int: ReadLiteral = (text, at) => ({ kind: 'literal', type: 'long', value: longOf(text, 31, at) })

const real: ReadLiteral = (text, at) => {
  if (text === 'null') return { kind: 'literal', type: 'real', value: null }
  const special = notFinite.get(text)
  if (special !== undefined) return { kind: 'literal', type: 'real', value: special }
  if (!decimal.test(text)) throw queryError(`real(…) must hold a number or null`, at)
  return { kind: 'literal', type: 'real', value: readReal(text, at) }
}

const bool: ReadLiteral = (text, at) => {
  if (text === 'null') return { kind: 'literal', type: 'bool', value: null }
  if (text !== 'true' && text !== 'false') throw queryError('bool(…) must hold true, false or null', at)
  return { kind: 'literal', type: 'bool', value: text === 'true' }
}

const datetime: ReadLiteral = (text, at) => {
  if (text === 'null') return { kind: 'literal', type: 'datetime', value: null }
  const value = readDatetime(quoted.exec(text)?.[2] ?? text)
  if (value === undefined) {
    throw queryError('datetime(…) must hold a time, as in datetime(2019-01-01T10:00:00Z)', at)
  }
  return { kind: 'literal', type: 'datetime', value }
}

const timespan: ReadLiteral = (text, at) => ({
  kind: 'literal',
  type: 'timespan',
  value: text === 'null' ? null : spanOf(quoted.exec(text)?.[2] ?? text, at),
})

/** What is written as a name, a bracket and a text of its own kind: `datetime(2019-01-01)`. */
export const typedLiterals: ReadonlyMap<string, ReadLiteral> = new Map([
  ['long', long],
  ['int', int],
  ['real', real],
  ['double', real],
  ['bool', bool],
  ['datetime', datetime],
  ['date', datetime],
  ['timespan', timespan],
  ['time', timespan],
])

function longOf(text: string, bits: number, at: number): bigint | null {
  if (text === 'null') return null
  if (!whole.test(text)) throw queryError('long(…) and int(…) must hold a whole number or null', at)
  const size = readLong(text.replace('-', ''), at)
  const value = text.startsWith('-') ? -size : size
  if (BigInt.asIntN(bits + 1, value) !== value) {
    throw queryError(`the number must fit in ${bits + 1} bits`, at)
  }
  return value
}

function spanOf(text: string, at: number): bigint {
  const span = readTimespan(text) ?? unitSpan(text, at) ?? daySpan(text, at)
  if (span === undefined || !isLong(span)) {
    throw queryError('timespan(…) must hold a span such as 1d, 1.02:03:04.5, or a number of days', at)
  }
  return span
}

function unitSpan(text: string, at: number): bigint | undefined {
  const parts = withUnit.exec(text)
  if (!parts) return undefined
  const span = readSpan(parts[2]!, parts[3]!, at)
  return parts[1] === '-' ? -span : span
}

function daySpan(text: string, at: number): bigint | undefined {
  const parts = days.exec(text)
  if (!parts) return undefined
  const span = readSpan(parts[2]!, 'd', at)
  return parts[1] === '-' ? -span : span
}
