import { ticksIn, ticksOf, writeTicks } from '../../../src/model/ticks.ts'

/** The calendar by the texts of times, one day after the other. */

const isoOf = (ticks: bigint): string => writeTicks(ticks)
const dayOf = (ticks: bigint): string => isoOf(ticks).slice(0, 10)
const weekday = (ticks: bigint): number => new Date(`${dayOf(ticks)}T00:00:00Z`).getUTCDay()

const pad = (value: number, digits: number) => String(value).padStart(digits, '0')

/** Month 13 is that of the year after. */
const ofMonth = (year: number, month: number): bigint | undefined => {
  const later = Math.floor((month - 1) / 12)
  if (year + later < 1 || year + later > 9999) return undefined
  return ticksOf(`${pad(year + later, 4)}-${pad(month - later * 12, 2)}-01`)
}

function begin(period: string, ticks: bigint, offset: number): bigint | undefined {
  const [year = 0, month = 0] = dayOf(ticks).split('-').map(Number)
  if (period === 'year') return ofMonth(year, 12 * offset + 1)
  if (period === 'month') return ofMonth(year, month + offset)
  const day = ticksOf(dayOf(ticks))! - (period === 'week' ? BigInt(weekday(ticks)) * ticksIn.day : 0n)
  return day + BigInt(offset) * ticksIn.day * (period === 'week' ? 7n : 1n)
}

const inRange = (ticks: bigint | undefined): bigint | null => {
  const first = ticksOf('0001-01-01')!
  const last = ticksOf('9999-12-31T23:59:59.9999999')!
  return ticks === undefined || ticks < first || ticks > last ? null : ticks
}

export const startOf = (period: string, ticks: bigint, offset: bigint): bigint | null =>
  inRange(begin(period, ticks, Number(offset)))

export function endOf(period: string, ticks: bigint, offset: bigint): bigint | null {
  const next = begin(period, ticks, Number(offset) + 1)
  if (next !== undefined) return inRange(next - 1n)
  // What begins after the last year: that year has an end.
  return inRange(begin(period, ticks, Number(offset))) === null
    ? null
    : ticksOf('9999-12-31T23:59:59.9999999')!
}

/** Thursdays since the year of this week's began. */
function weekOf(ticks: bigint): number {
  const before = BigInt((weekday(ticks) + 6) % 7)
  const thursday = ticksOf(dayOf(ticks))! + (3n - before) * ticksIn.day
  let week = 1
  const year = dayOf(thursday).slice(0, 4)
  for (let day = thursday - 7n * ticksIn.day; inRange(day) !== null && dayOf(day).startsWith(year); ) {
    day -= 7n * ticksIn.day
    week += 1
  }
  return week
}

export function timeAdd(period: string, amount: bigint, ticks: bigint): bigint | null {
  const months = { year: 12, quarter: 3, month: 1 }[period]
  if (months === undefined) {
    if (period === 'nanosecond') return inRange(ticks + amount / 100n)
    const length = period === 'week' ? 7n * ticksIn.day : ticksIn[period as 'day' | 'hour']
    return inRange(ticks + amount * length)
  }
  const [year = 0, month = 0, day = 0] = dayOf(ticks).split('-').map(Number)
  const count = Number(amount) * months
  if (Math.abs(count) > 1_000_000) return null
  // The last of the days that there is.
  for (let last = day; last >= 1; last -= 1) {
    const first = ofMonth(year, month + count)
    if (first === undefined) return null
    const date = ticksOf(`${dayOf(first).slice(0, 8)}${pad(last, 2)}`)
    if (date !== undefined) return date + (ticks - ticksOf(dayOf(ticks))!)
  }
  return null
}

export function makeTime([
  year = 0,
  month = 0,
  day = 0,
  hour = 0,
  minute = 0,
  second = 0,
]: readonly number[]) {
  if ([year, month, day, hour, minute].some((part) => part < 0) || !(second >= 0 && second < 60)) return null
  const decimals = String(Math.floor(Number((second * 1e7).toPrecision(15)))).padStart(9, '0')
  if (decimals.length > 9) return null
  const clock = `${pad(hour, 2)}:${pad(minute, 2)}:${decimals.slice(0, 2)}.${decimals.slice(2)}`
  return ticksOf(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${clock}`) ?? null
}

/** One letter after the other. */
export function formatSpan(span: bigint, format: string): string {
  const size = span < 0n ? -span : span
  const lengths: Readonly<Record<string, readonly [bigint, bigint]>> = {
    d: [ticksIn.day, 1_000_000_000n],
    h: [ticksIn.hour, 24n],
    H: [ticksIn.hour, 24n],
    m: [ticksIn.minute, 60n],
    s: [ticksIn.second, 60n],
  }
  const decimals = pad(Number(size % ticksIn.second), 7)
  let text = ''
  for (let at = 0; at < format.length; ) {
    const letter = format[at]!
    let end = at
    while (format[end] === letter) end += 1
    const [length, count] = lengths[letter] ?? []
    if (letter === 'f') text += decimals.slice(0, end - at)
    else if (letter === 'F') text += decimals.slice(0, end - at).replace(/0*$/, '')
    else if (length === undefined) text += format.slice(at, end)
    else text += pad(Number((size / length) % count!), end - at)
    at = end
  }
  return text
}

export function timePart(part: string, ticks: bigint): bigint {
  const [date, clock] = isoOf(ticks).split('T') as [string, string]
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const [hour, minute, second] = clock.split(/[:.Z]/).map(Number)
  const parts: Record<string, number | undefined> = {
    ...{ year, month, day, hour, minute, second },
    quarter: Math.ceil(month / 3),
    dayofweek: weekday(ticks),
    dayofyear: Number((ticksOf(date)! - ticksOf(`${pad(year, 4)}-01-01`)!) / ticksIn.day) + 1,
    millisecond: Number(clock.slice(9, 12)),
    microsecond: Number(clock.slice(9, 15)),
    nanosecond: Number(clock.slice(9, 16)) * 100,
    week_of_year: weekOf(ticks),
  }
  return BigInt(parts[part]!)
}

export function timeDiff(period: string, one: bigint, other: bigint): bigint {
  const ordinal = (ticks: bigint): bigint => {
    const [year = 0, month = 0] = dayOf(ticks).split('-').map(Number)
    if (period === 'year') return BigInt(year)
    if (period === 'quarter') return BigInt(4 * year + Math.ceil(month / 3))
    if (period === 'month') return BigInt(12 * year + month)
    if (period === 'week') return begin('week', ticks, 0)! / (7n * ticksIn.day)
    if (period === 'nanosecond') return ticks * 100n
    const length = ticksIn[period as 'day' | 'hour']
    const left = ((ticks % length) + length) % length
    return (ticks - left) / length
  }
  if (period !== 'week') return ordinal(one) - ordinal(other)
  return (begin('week', one, 0)! - begin('week', other, 0)!) / (7n * ticksIn.day)
}

export function formatTime(ticks: bigint, format: string): string {
  const iso = isoOf(ticks)
  const hour = Number(iso.slice(11, 13))
  const written: Record<string, string> = {
    ...{ yyyy: iso.slice(0, 4), yy: iso.slice(2, 4), MM: iso.slice(5, 7), dd: iso.slice(8, 10) },
    ...{ HH: iso.slice(11, 13), mm: iso.slice(14, 16), ss: iso.slice(17, 19), tt: hour < 12 ? 'AM' : 'PM' },
    hh: pad(hour === 0 ? 12 : hour > 12 ? hour - 12 : hour, 2),
  }
  let text = ''
  for (let at = 0; at < format.length; ) {
    const letter = format[at]!
    let end = at
    while (format[end] === letter && end - at < (letter === 'y' ? 4 : /f/i.test(letter) ? 7 : 2)) end += 1
    if (letter === 'y' && end - at === 3) end -= 1
    const piece = format.slice(at, end)
    const decimals = iso.slice(20, 20 + piece.length)
    if (letter === 'f') text += decimals
    else if (letter === 'F') text += decimals.replace(/0*$/, '')
    else text += written[piece] ?? (written[piece + piece] ? String(Number(written[piece + piece])) : piece)
    at = end
  }
  return text
}
