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
  /** Why it is no value, unless its text is what is wanted. */
  readonly mistake?: string
  /** Whether it stands there without quotes. */
  readonly isBare?: true
  readonly at: number
}

/** Forms of times that older versions of OData have. */
const timeForms = new Set(['datetime', 'datetimeoffset'])

/** @throws QueryError when it is of a form that is not supported, or no time where it says so */
export function readValue(operand: Extract<Operand, { kind: 'word' | 'quoted' }>): Value {
  const { text, at } = operand
  if (operand.kind === 'word') return { text, ...bareLiteral(text), isBare: true, at }
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

/** OData 4.01, ABNF 7.2: `+` and `-`; older versions end a number with the letter of its type. */
const number = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?[mldf]?$/i
/** What looks like a number, and in OData is none. */
const noNumber = /^(?:[−–]\d.*|[+-]?(?:\d+\.|\.\d+|0x[\da-f]+|\d+(?:_\d+)+))$/i
const time = /^\d{4}-\d\d-\d\d(?:T[\d:.]*(?:Z|[+-][\d:]+)?)?$/i
const infinities: Readonly<Record<string, number>> = { INF: Infinity, '+INF': Infinity, '-INF': -Infinity }

const mistaken = (word: string, mistake: string): Pick<Value, 'literal' | 'mistake'> => ({
  literal: { kind: 'literal', type: 'string', value: word },
  mistake,
})

function bareLiteral(word: string): Pick<Value, 'literal' | 'mistake'> {
  const lower = word.toLowerCase()
  if (lower === 'null') return { literal: null }
  if (lower === 'true' || lower === 'false') {
    return { literal: { kind: 'literal', type: 'bool', value: lower === 'true' } }
  }
  if (Object.hasOwn(infinities, word)) {
    return { literal: { kind: 'literal', type: 'real', value: infinities[word]! } }
  }
  if (lower === 'nan') return mistaken(word, `${word} is not supported: no stored number is it`)
  if (/^[+-]?inf(?:inity)?$/i.test(word))
    return mistaken(word, `${word} is written ${word[0] === '-' ? '-INF' : 'INF'}`)
  if (word === 'undefined') return mistaken(word, `${word} is no value; write null, or a text in quotes`)
  if (number.test(word)) return numberOf(word)
  if (noNumber.test(word)) return mistaken(word, `${word} is no number; write it as 0.5, or a text in quotes`)
  const ticks = ticksOf(word)
  if (ticks !== undefined) return { literal: { kind: 'literal', type: 'datetime', value: ticks } }
  if (time.test(word)) return mistaken(word, `${word} is no time; write it as 2019-01-01T00:00:00Z`)
  return { literal: { kind: 'literal', type: 'string', value: word } }
}

function numberOf(word: string): Pick<Value, 'literal' | 'mistake'> {
  const digits = word.replace(/[mldf]$/i, '')
  if (/^[+-]?\d{1,30}$/.test(digits)) {
    const value = BigInt(digits.replace('+', ''))
    if (value >= whole.first && value <= whole.last)
      return { literal: { kind: 'literal', type: 'long', value } }
  }
  const value = Number(digits)
  return Number.isFinite(value)
    ? { literal: { kind: 'literal', type: 'real', value } }
    : mistaken(word, `${word} is larger than any number; write INF`)
}
