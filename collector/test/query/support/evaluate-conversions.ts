import { ticksIn, ticksOf, writeTicks, writeTimespan } from '../../../src/model/ticks.ts'
import type { Type } from '../../../src/query/tree.ts'
import type { Evaluate } from './evaluate-texts.ts'
import { isNumber, type Json, type Value } from './values.ts'

export const within = (value: bigint, bits: number): bigint | null =>
  BigInt.asIntN(bits, value) === value ? value : null

const toWhole =
  (bits: number): Evaluate =>
  ([value]) => {
    if (typeof value === 'boolean') return BigInt(value)
    if (typeof value === 'number' && !Number.isFinite(value)) return null
    if (isNumber(value!)) return within(BigInt(typeof value === 'bigint' ? value : Math.trunc(value)), bits)
    if (typeof value !== 'string' || !/^\s*[+-]?\d+\s*$/.test(value)) return null
    return within(BigInt(value.replace('+', '')), bits)
  }

/** `1.0`, `1E+21`, `1.5E-07`. */
function writtenReal(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value.toFixed(1)
  const [digits, exponent] = String(value).split('e') as [string, string?]
  if (exponent === undefined) return digits
  const size = exponent.slice(1)
  return `${digits}E${exponent[0]}${size.length < 2 ? `0${size}` : size}`
}

function written(value: Value, type: Type): string {
  if (value === null) return ''
  if (type === 'datetime') return writeTicks(value as bigint)
  if (type === 'timespan') return writeTimespan(value as bigint)
  if (type === 'real') return writtenReal(value as number)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The other way round: whichever span is written so. */
function spanOf(text: string): bigint | null {
  const [, sign, days = '0', clock = ''] = /^\s*(-?)(?:(\d{1,8})\.)?(\d\d?:[\d:.]+)\s*$/.exec(text) ?? []
  const [hours = '', minutes = '', seconds = '0', ...more] = clock.split(':')
  const [whole = '', decimals = '0', ...others] = seconds.split('.')
  const parts = [hours, minutes, whole]
  const isClock = more.length === 0 && others.length === 0 && parts.every((part) => /^\d\d?$/.test(part))
  if (!isClock || !/^\d{1,7}$/.test(decimals) || Number(hours) > 23) return null
  if (Number(minutes) > 59 || Number(whole) > 59 || /\.$/.test(seconds)) return null
  const span =
    ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * ticksIn.minute +
    BigInt(whole) * ticksIn.second +
    BigInt(decimals.padEnd(7, '0'))
  return sign === '-' ? -span : span
}

function parse(text: string): Value {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

const toText: Evaluate = ([value], call) => written(value!, call.arguments[0]!.type)

/** Month first, or with one digit where there are usually two. */
function looseTicksOf(text: string): bigint | undefined {
  const [date = '', clock = '0:00'] = text
    .trim()
    .replace(/ (GMT|UTC)$/, '')
    .split(/[ T](.*)/s)
  const parts = date.split(date.includes('/') ? '/' : '-')
  const [year, month, day] =
    parts[0]?.length === 4 && date.includes('-') ? parts : [parts[2], parts[0], parts[1]]
  const two = (part = '') => (/^\d\d?$/.test(part) ? part.padStart(2, '0') : 'none')
  const [hour, ...rest] = clock.split(':')
  return ticksOf(`${year}-${two(month)}-${two(day)}T${[two(hour), ...rest].join(':')}`)
}

export const evaluateConversions = {
  toString: toText,
  toInt: toWhole(32),
  toLong: toWhole(64),
  toReal([value]) {
    if (typeof value === 'boolean' || isNumber(value!)) return Number(value)
    return typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)
      ? Number(value)
      : null
  },
  toBool([value]) {
    if (typeof value === 'boolean') return value
    if (isNumber(value!)) return Number.isNaN(value) ? null : Number(value) !== 0
    const word = typeof value === 'string' ? value.toLowerCase() : ''
    return word === 'true' || word === 'false' ? word === 'true' : null
  },
  toDatetime: ([value]) =>
    typeof value === 'string'
      ? (ticksOf(value) ?? looseTicksOf(value) ?? null)
      : typeof value === 'bigint'
        ? value
        : null,
  toTimespan: ([value]) =>
    typeof value === 'string' ? spanOf(value) : typeof value === 'bigint' ? value : null,
  parseJson: ([value]) => (typeof value === 'string' ? parse(value) : value!),
} satisfies Record<string, Evaluate>
