import { ticksIn, ticksOf, ticksRange, writeTicks } from '../model/ticks.ts'

/** Calendar arithmetic on ticks, in UTC and in the calendar of today for all years. Weeks begin on Sunday, as Kusto's do. */
export const periods = ['day', 'week', 'month', 'year'] as const

export type Period = (typeof periods)[number]

const lengths = {
  week: 7n * ticksIn.day,
  day: ticksIn.day,
  hour: ticksIn.hour,
  minute: ticksIn.minute,
  second: ticksIn.second,
  millisecond: ticksIn.millisecond,
  microsecond: ticksIn.microsecond,
} as const

/** What `timeDiff` counts. */
export const diffPeriods = [
  'year',
  'quarter',
  'month',
  ...(Object.keys(lengths) as (keyof typeof lengths)[]),
  'nanosecond',
] as const

export type DiffPeriod = (typeof diffPeriods)[number]

/** A Sunday before all times. */
const sunday = ticksRange.first - ticksIn.day

const floor = (ticks: bigint, length: bigint): bigint => (ticks - sunday) / length

const dateOf = (ticks: bigint): Date =>
  new Date(Number((ticks - ticksRange.first) / ticksIn.millisecond + ticksRange.first / ticksIn.millisecond))

/** Months since year 0, and back. */
const monthsOf = (ticks: bigint): number => dateOf(ticks).getUTCFullYear() * 12 + dateOf(ticks).getUTCMonth()

function ofMonths(months: number): bigint {
  const date = new Date(0)
  date.setUTCFullYear(Math.floor(months / 12), months - Math.floor(months / 12) * 12, 1)
  return BigInt(date.getTime()) * ticksIn.millisecond
}

/** @returns undefined where it is no time any more */
const kept = (ticks: bigint): bigint | undefined =>
  ticks < ticksRange.first || ticks > ticksRange.last ? undefined : ticks

function begin(period: Period, ticks: bigint, offset: number): bigint {
  switch (period) {
    case 'day':
    case 'week':
      return sunday + (floor(ticks, lengths[period]) + BigInt(offset)) * lengths[period]
    case 'month':
      return ofMonths(monthsOf(ticks) + offset)
    case 'year':
      return ofMonths((Math.floor(monthsOf(ticks) / 12) + offset) * 12)
  }
}

/** More periods than there are between any two times. */
const furthest = 10_000_000

const isNear = (offset: bigint): boolean => offset > -furthest && offset < furthest

/** When the period begins in which a time is, or one so many periods later. */
export const startOf = (period: Period, ticks: bigint, offset = 0n): bigint | undefined =>
  isNear(offset) ? kept(begin(period, ticks, Number(offset))) : undefined

/** The last tick of it. */
export const endOf = (period: Period, ticks: bigint, offset = 0n): bigint | undefined =>
  isNear(offset) ? kept(begin(period, ticks, Number(offset) + 1) - 1n) : undefined

/** How many periods begin between two times. */
export function timeDiff(period: DiffPeriod, one: bigint, other: bigint): bigint {
  if (period === 'year' || period === 'quarter' || period === 'month') {
    const length = { year: 12, quarter: 3, month: 1 }[period]
    return BigInt(Math.floor(monthsOf(one) / length) - Math.floor(monthsOf(other) / length))
  }
  if (period === 'nanosecond') return (one - other) * 100n
  return floor(one, lengths[period]) - floor(other, lengths[period])
}

const day = (ticks: bigint): bigint => sunday + floor(ticks, ticksIn.day) * ticksIn.day

/** So many periods later; a day that a month has not is its last, as in .NET. */
export function timeAdd(period: DiffPeriod, amount: bigint, ticks: bigint): bigint | undefined {
  if (period === 'nanosecond') return kept(ticks + amount / 100n)
  if (period !== 'year' && period !== 'quarter' && period !== 'month') {
    return kept(ticks + amount * lengths[period])
  }
  if (!isNear(amount)) return undefined
  const months = monthsOf(ticks) + Number(amount) * { year: 12, quarter: 3, month: 1 }[period]
  if (months < 12 || months >= 120_000) return undefined
  const [first, next] = [ofMonths(months), ofMonths(months + 1)]
  const since = day(ticks) - ofMonths(monthsOf(ticks))
  const date = first + since < next ? first + since : next - ticksIn.day
  return kept(date + ticks - day(ticks))
}

/** @returns undefined where there is no such time */
export function makeTime(
  [year = 0, month = 0, date = 0, hour = 0, minute = 0]: readonly number[],
  seconds: number,
): bigint | undefined {
  const pad = (value: number, digits: number) => String(value).padStart(digits, '0')
  const ticks = Math.floor(Number((seconds * 1e7).toPrecision(15)))
  const isClock = ticks >= 0 && ticks < 60e7 && hour >= 0 && minute >= 0
  const start =
    isClock && ticksOf(`${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}T${pad(hour, 2)}:${pad(minute, 2)}`)
  return typeof start === 'bigint' ? start + BigInt(ticks) : undefined
}

/** ISO 8601: the first week is that with the year's first Thursday, and begins on Monday. */
function weekOfYear(ticks: bigint): number {
  const thursday = day(ticks) + (3n - ((floor(ticks, ticksIn.day) + 6n) % 7n)) * ticksIn.day
  return Number((thursday - begin('year', thursday, 0)) / (7n * ticksIn.day)) + 1
}

/** Since the second began. */
const below = (ticks: bigint): bigint => ticks - (sunday + floor(ticks, ticksIn.second) * ticksIn.second)

const partsOf: Readonly<Record<string, (date: Date, ticks: bigint) => number>> = {
  year: (date) => date.getUTCFullYear(),
  quarter: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  month: (date) => date.getUTCMonth() + 1,
  day: (date) => date.getUTCDate(),
  dayofyear: (_, ticks) =>
    Number(floor(ticks, ticksIn.day) - floor(begin('year', ticks, 0), ticksIn.day)) + 1,
  dayofweek: (date) => date.getUTCDay(),
  hour: (date) => date.getUTCHours(),
  minute: (date) => date.getUTCMinutes(),
  second: (date) => date.getUTCSeconds(),
  millisecond: (date) => date.getUTCMilliseconds(),
  microsecond: (_, ticks) => Number(below(ticks) / 10n),
  nanosecond: (_, ticks) => Number(below(ticks) * 100n),
  week_of_year: (_, ticks) => weekOfYear(ticks),
}

export const timeParts: readonly string[] = Object.keys(partsOf)

export const timePart = (part: string, ticks: bigint): bigint => BigInt(partsOf[part]!(dateOf(ticks), ticks))

/** Letters that are alike, or one other sign. */
const pieces = /([A-Za-z])\1*|[^A-Za-z]/gs

const knownPiece = /^(?:yy?|yyyy|MM?|dd?|HH?|hh?|mm?|ss?|f{1,7}|F{1,7}|tt|[ /\-:,._[\]])$/

/** Whether `formatTime` knows all that a format is made of. */
export const isTimeFormat = (format: string): boolean =>
  (format.match(pieces) ?? []).every((piece) => knownPiece.test(piece))

/** As Kusto's `format_datetime` writes it. */
export function formatTime(ticks: bigint, format: string): string {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', decimals = ''] =
    /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)\.(\d+)Z$/.exec(writeTicks(ticks))!
  const half = String(Number(hour) % 12 || 12).padStart(2, '0')
  const values: Readonly<Record<string, string>> = {
    ...{ y: year.slice(2), M: month, d: day, H: hour, h: half, m: minute, s: second },
  }
  return format.replace(pieces, (piece) => {
    const letter = piece[0]!
    if (piece === 'yyyy') return year
    if (piece === 'tt') return Number(hour) < 12 ? 'AM' : 'PM'
    if (letter === 'f') return decimals.slice(0, piece.length)
    if (letter === 'F') return decimals.slice(0, piece.length).replace(/0+$/, '')
    const value = values[letter]
    return value === undefined ? piece : piece.length === 1 ? String(Number(value)) : value
  })
}
