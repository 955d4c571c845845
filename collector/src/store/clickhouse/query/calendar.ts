import { ticksIn } from '../../../model/ticks.ts'
import type { Write } from '../../../query/sql/dialect.ts'
import { bound, type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Call, Expression } from '../../../query/tree.ts'
import { letting } from './let.ts'
import { wholeOf } from './reals.ts'
import {
  civil,
  clock,
  fourDigits,
  fromPeriods,
  keptTime,
  ofMonths,
  periodsSince,
  sevenDigits,
  twoDigits,
} from './times.ts'

type WriteCall = (call: Call, write: Write) => Fragment

export const wordOf = (expression: Expression | undefined): string =>
  expression?.kind === 'literal' ? String(expression.value) : ''

/** Of periods that are all as long. */
export const lengths: Readonly<Record<string, bigint>> = { ...ticksIn, week: 7n * ticksIn.day }

/** Months of the other periods. */
export const monthsIn: Readonly<Record<string, number>> = { year: 12, quarter: 3, month: 1 }

export const monthsOf = (time: Fragment): Fragment =>
  civil(time, ({ year, month }) => sql`(${year} * 12 + ${month} - 1)`)

/** When a period begins, so many of them later. */
export function begin(period: string, time: Fragment, offset: Fragment): Fragment {
  switch (period) {
    case 'month':
      return ofMonths(sql`(${monthsOf(time)} + ${offset})`)
    case 'year':
      return ofMonths(sql`((intDiv(${monthsOf(time)}, 12) + ${offset}) * 12)`)
    default: {
      const length = lengths[period]!
      return fromPeriods(sql`(${periodsSince(time, length)} + ${offset})`, length)
    }
  }
}

/** More periods than there are between any two times; months before year 0 are no times, and cutting rounds them up. */
export const near = (period: string): Fragment =>
  sql`${bound(period === 'month' ? 120_000n : period === 'year' ? 10_000n : 10_000_000n)}`

const periodCall =
  (end: boolean): WriteCall =>
  ({ arguments: [period, time, offset] }, write) => {
    const word = wordOf(period)
    return letting(write(time!), (at) =>
      letting(write(offset!), (by) => {
        const found = end ? sql`(${begin(word, at, sql`(${by} + 1)`)} - 1)` : begin(word, at, by)
        return sql`if(abs(${by}) < ${near(word)} AND ${at} IS NOT NULL, ${keptTime(found)}, NULL)`
      }),
    )
  }

function partOf(part: string, time: Fragment): Fragment {
  switch (part) {
    case 'year':
      return civil(time, ({ year }) => year)
    case 'quarter':
      return civil(time, ({ month }) => sql`(intDiv(${month} - 1, 3) + 1)`)
    case 'month':
      return civil(time, ({ month }) => month)
    case 'day':
      return civil(time, ({ day }) => day)
    case 'dayofyear':
      return sql`(${periodsSince(time, ticksIn.day)} - ${periodsSince(begin('year', time, sql`0`), ticksIn.day)} + 1)`
    case 'dayofweek':
      return sql`(${periodsSince(time, ticksIn.day)} % 7)`
    case 'microsecond':
      return sql`intDiv(${clock.decimals(time)}, 10)`
    case 'nanosecond':
      return sql`(${clock.decimals(time)} * 100)`
    case 'week_of_year':
      return letting(
        sql`(${begin('day', time, sql`0`)} + (3 - (${periodsSince(time, ticksIn.day)} + 6) % 7) * ${bound(ticksIn.day)})`,
        (thursday) =>
          sql`(intDiv(${thursday} - ${begin('year', thursday, sql`0`)}, ${bound(lengths.week!)}) + 1)`,
      )
    case 'millisecond':
      return sql`intDiv(${clock.decimals(time)}, 10000)`
    default:
      return clock[part as 'hour' | 'minute' | 'second'](time)
  }
}

/** Letters that are alike, or one other sign. */
const pieces = /([A-Za-z])\1*|[^A-Za-z]/gs

/** A format that the tree has checked. */
function formatted(time: Fragment, format: string): Fragment {
  const half = sql`(if(${clock.hour(time)} % 12 = 0, 12, ${clock.hour(time)} % 12))`
  return civil(time, ({ year, month, day }) => {
    const values: Readonly<Record<string, Fragment>> = {
      M: month,
      d: day,
      H: clock.hour(time),
      h: half,
      m: clock.minute(time),
      s: clock.second(time),
    }
    const parts = (format.match(pieces) ?? []).map((piece): Fragment => {
      const letter = piece[0]!
      const decimals = sql`substring(${sevenDigits(clock.decimals(time))}, 1, ${bound(BigInt(piece.length))})`
      if (piece === 'yyyy') return fourDigits(year)
      if (letter === 'y')
        return piece === 'y' ? sql`toString(${year} % 100)` : twoDigits(sql`(${year} % 100)`)
      if (piece === 'tt') return sql`if(${clock.hour(time)} < 12, 'AM', 'PM')`
      if (letter === 'f') return decimals
      if (letter === 'F') return sql`replaceRegexpOne(${decimals}, '0+$', '')`
      const value = values[letter]
      if (value === undefined) return bound(piece)
      return piece.length === 1 ? sql`toString(${value})` : twoDigits(value)
    })
    return parts.length === 0 ? sql`''` : sql`concat('', ${joined(parts, ', ')})`
  })
}

export const calendar = {
  startOf: periodCall(false),
  endOf: periodCall(true),
  timePart: ({ arguments: [part, time] }, write) =>
    letting(write(time!), (at) => sql`toInt64(${partOf(wordOf(part), at)})`),
  timeDiff: ({ arguments: [period, one, other] }, write) => {
    const word = wordOf(period)
    if (word === 'nanosecond')
      return wholeOf(sql`((toInt128(${write(one!)}) - toInt128(${write(other!)})) * 100)`)
    const months = monthsIn[word]
    const count = (time: Expression) =>
      letting(write(time), (at) =>
        months === undefined
          ? periodsSince(at, lengths[word]!)
          : sql`intDiv(${monthsOf(at)}, ${bound(BigInt(months))})`,
      )
    return sql`toInt64(${count(one!)} - ${count(other!)})`
  },
  formatTime: ({ arguments: [time, format] }, write) =>
    letting(write(time!), (at) => sql`if(${at} IS NULL, NULL, ${formatted(at, wordOf(format))})`),
  startOfDay: ({ arguments: [time] }, write) => letting(write(time!), (at) => begin('day', at, sql`0`)),
  endOfDay: ({ arguments: [time] }, write) =>
    letting(write(time!), (at) => sql`(${begin('day', at, sql`1`)} - 1)`),
} satisfies Record<string, WriteCall>
