import { ticksIn, ticksRange } from '../../../model/ticks.ts'
import { type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import { letting } from './let.ts'

const whole = (value: bigint | number): Fragment => ({ texts: [`toInt64(${value})`], parts: [] })

/** Null for what is no time. */
export const keptTime = (value: Fragment): Fragment =>
  letting(
    sql`accurateCastOrNull(${value}, 'Int64')`,
    (time) =>
      sql`if(${time} BETWEEN ${whole(ticksRange.first)} AND ${whole(ticksRange.last)}, ${time}, NULL)`,
  )

/** Periods of a fixed length since a Sunday before all times. */
const sunday = ticksRange.first - ticksIn.day

/** All times are after it, so that cutting is rounding down. */
export const periodsSince = (time: Fragment, length: bigint): Fragment =>
  sql`intDiv(${time} - ${whole(sunday)}, ${whole(length)})`

export const fromPeriods = (count: Fragment, length: bigint): Fragment =>
  sql`(${whole(sunday)} + ${count} * ${whole(length)})`

/** A time's date, by the calendar of today for all years. */
export interface CivilDate {
  readonly year: Fragment
  readonly month: Fragment
  readonly day: Fragment
}

/** Days since the epoch. */
const daysOf = (time: Fragment): Fragment =>
  sql`(intDiv(${time} - ${whole(ticksRange.first)}, ${whole(ticksIn.day)}) - 719162)`

/**
 * The date of a day, by arithmetic: the engine's own calendar ends in 2299.
 *
 * @see https://howardhinnant.github.io/date_algorithms.html#civil_from_days
 */
export const civil = (time: Fragment, body: (date: CivilDate) => Fragment): Fragment =>
  letting(sql`(${daysOf(time)} + 719468)`, (z) =>
    letting(sql`(${z} % 146097)`, (dayOfEra) =>
      letting(
        sql`intDiv(${dayOfEra} - intDiv(${dayOfEra}, 1460) + intDiv(${dayOfEra}, 36524) - intDiv(${dayOfEra}, 146096), 365)`,
        (yearOfEra) =>
          letting(
            sql`(${dayOfEra} - (365 * ${yearOfEra} + intDiv(${yearOfEra}, 4) - intDiv(${yearOfEra}, 100)))`,
            (dayOfYear) =>
              letting(sql`intDiv(5 * ${dayOfYear} + 2, 153)`, (place) =>
                letting(sql`(${place} + if(${place} < 10, 3, -9))`, (month) =>
                  body({
                    year: sql`(${yearOfEra} + intDiv(${z}, 146097) * 400 + if(${month} <= 2, 1, 0))`,
                    month,
                    day: sql`(${dayOfYear} - intDiv(153 * ${place} + 2, 5) + 1)`,
                  }),
                ),
              ),
          ),
      ),
    ),
  )

/** Ticks at which a month begins, counted from January of year 0. */
export const ofMonths = (months: Fragment): Fragment =>
  letting(months, (count) =>
    letting(sql`intDiv(${count}, 12)`, (year) =>
      letting(sql`(${count} - ${year} * 12 + 1)`, (month) =>
        // The year begins in March, so that the leap day is its last.
        letting(
          sql`(${year} - if(${month} <= 2, 1, 0))`,
          (y) =>
            sql`((365 * ${y} + intDiv(${y}, 4) - intDiv(${y}, 100) + intDiv(${y}, 400)
            + intDiv(153 * (${month} + if(${month} > 2, -3, 9)) + 2, 5) - 719468) * ${whole(ticksIn.day)})`,
        ),
      ),
    ),
  )

const padded = (value: Fragment, digits: number): Fragment =>
  sql`leftPad(toString(${value}), ${{ texts: [`${digits}`], parts: [] }}, '0')`

/** What is left of a time below a length, in steps of another. */
const within = (time: Fragment, length: bigint, step: bigint): Fragment =>
  sql`intDiv((${time} - ${whole(ticksRange.first)}) % ${whole(length)}, ${whole(step)})`

export const clock = {
  hour: (time: Fragment): Fragment => within(time, ticksIn.day, ticksIn.hour),
  minute: (time: Fragment): Fragment => within(time, ticksIn.hour, ticksIn.minute),
  second: (time: Fragment): Fragment => within(time, ticksIn.minute, ticksIn.second),
  decimals: (time: Fragment): Fragment => within(time, ticksIn.second, 1n),
} as const

export const twoDigits = (value: Fragment): Fragment => padded(value, 2)
export const fourDigits = (value: Fragment): Fragment => padded(value, 4)
export const sevenDigits = (value: Fragment): Fragment => padded(value, 7)

/** `2017-09-15T07:16:34.7957819Z`; null for null. */
export const writeTicks = (ticks: Fragment): Fragment =>
  letting(ticks, (time) =>
    civil(
      time,
      ({ year, month, day }) =>
        sql`concat(${joined(
          [
            fourDigits(year),
            sql`'-'`,
            twoDigits(month),
            sql`'-'`,
            twoDigits(day),
            sql`'T'`,
            twoDigits(clock.hour(time)),
            sql`':'`,
            twoDigits(clock.minute(time)),
            sql`':'`,
            twoDigits(clock.second(time)),
            sql`'.'`,
            sevenDigits(clock.decimals(time)),
            sql`'Z'`,
          ],
          ', ',
        )})`,
    ),
  )

/** As Kusto writes spans: `1.02:03:04.5000000`. */
export const writeSpan = (ticks: Fragment): Fragment =>
  letting(ticks, (span) =>
    letting(sql`toInt128(abs(toInt128(${span})))`, (size) => {
      const part = (length: bigint, step: bigint) => sql`intDiv(${size} % ${whole(length)}, ${whole(step)})`
      const days = sql`intDiv(${size}, ${whole(ticksIn.day)})`
      const decimals = sql`(${size} % ${whole(ticksIn.second)})`
      return sql`concat(if(${span} < 0, '-', ''), if(${days} > 0, concat(toString(${days}), '.'), ''),
        ${twoDigits(part(ticksIn.day, ticksIn.hour))}, ':', ${twoDigits(part(ticksIn.hour, ticksIn.minute))}, ':',
        ${twoDigits(part(ticksIn.minute, ticksIn.second))}, if(${decimals} > 0, concat('.', ${sevenDigits(decimals)}), ''))`
    }),
  )
