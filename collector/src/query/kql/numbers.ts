import { ticksIn } from '../../model/ticks.ts'
import { type QueryError, queryError } from '../query-error.ts'

export const longRange = { first: -(2n ** 63n), last: 2n ** 63n - 1n } as const

export const isLong = (value: bigint): boolean => value >= longRange.first && value <= longRange.last

/** Kusto's names of units, in ticks. */
const units: Readonly<Record<string, bigint>> = {
  ...named(ticksIn.day, 'd day days'),
  ...named(ticksIn.hour, 'h hr hrs hour hours'),
  ...named(ticksIn.minute, 'm min minute minutes'),
  ...named(ticksIn.second, 's sec second seconds'),
  ...named(ticksIn.millisecond, 'ms milli millis millisecond milliseconds'),
  ...named(ticksIn.microsecond, 'micro microsecond microseconds'),
  ...named(1n, 'tick ticks'),
}

function named(ticks: bigint, names: string): Record<string, bigint> {
  return Object.fromEntries(names.split(' ').map((name) => [name, ticks]))
}

export const isUnit = (name: string): boolean => Object.hasOwn(units, name)

/** @param digits - decimal or `0x…` */
export function readLong(digits: string, at: number): bigint {
  // 2^63 has 19 digits; the negative of that is a long, so it is let through here.
  const significant = digits.replace(/^0+(?=\d)/, '')
  const value = significant.length > 19 ? undefined : BigInt(significant)
  if (value === undefined || value > longRange.last + 1n) {
    throw queryError('the number is too large; a long is below 2^63', at)
  }
  return value
}

export function readReal(digits: string, at: number): number {
  const value = Number(digits)
  if (!Number.isFinite(value)) throw queryError('the number is too large for a real', at)
  return value
}

export const noUnit = (written: string, at: number): QueryError =>
  queryError(
    `${written} is neither a number nor a timespan; units are d, h, m, s, ms, microsecond and tick`,
    at,
  )

/** `1.5` and `d` are one and a half days, to the tick. */
export function readSpan(digits: string, unit: string, at: number): bigint {
  const ticks = isUnit(unit) ? units[unit] : undefined
  if (ticks === undefined) {
    throw noUnit(digits + unit, at)
  }
  const [whole = '', decimals = ''] = digits.split('.')
  if (digits.length > 40) throw queryError('the timespan is too long', at)
  const scale = 10n ** BigInt(decimals.length)
  const scaled = BigInt(whole + decimals) * ticks
  if (scaled % scale !== 0n) throw queryError('the timespan must be a whole number of ticks', at)
  const span = scaled / scale
  if (!isLong(span)) throw queryError('the timespan is too long', at)
  return span
}
