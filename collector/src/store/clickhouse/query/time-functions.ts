import { ticksIn } from '../../../model/ticks.ts'
import type { Write } from '../../../query/sql/dialect.ts'
import { bound, type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Call } from '../../../query/tree.ts'
import { begin, lengths, monthsIn, monthsOf, near, wordOf } from './calendar.ts'
import { text } from './dynamics.ts'
import { letting } from './let.ts'
import { present } from './present.ts'
import { wholeOf } from './reals.ts'
import { keptTime, ofMonths, sevenDigits } from './times.ts'

type WriteCall = (call: Call, write: Write) => Fragment

const tick = (name: keyof typeof ticksIn): Fragment => bound(ticksIn[name])

/** A day that a month has not is its last. */
const addMonths = (time: Fragment, amount: Fragment, length: number): Fragment =>
  letting(sql`(${monthsOf(time)} + ${amount} * ${bound(BigInt(length))})`, (months) =>
    letting(begin('day', time, sql`0`), (day) => {
      const last = sql`(${ofMonths(sql`(${months} + 1)`)} - ${tick('day')})`
      const date = sql`(${ofMonths(months)} + ${day} - ${begin('month', time, sql`0`)})`
      return sql`if(abs(${amount}) < ${near('day')} AND ${months} >= 12 AND ${months} < 120000,
        ${keptTime(sql`(least(${date}, ${last}) + ${time} - ${day})`)}, NULL)`
    }),
  )

/** Ticks of seconds, without what their floating point adds or takes in the sixteenth digit. */
const ticksOfSeconds = (seconds: Fragment): Fragment =>
  letting(sql`(toFloat64(${seconds}) * 1e7)`, (ticks) =>
    letting(
      sql`exp10(14 - floor(log10(greatest(abs(${ticks}), 1))))`,
      (size) => sql`floor(round(${ticks} * ${size}) / ${size})`,
    ),
  )

const clock = '^(-?)(?:(\\d{1,8})\\.)?(\\d\\d?):(\\d\\d?)(?::(\\d\\d?)(?:\\.(\\d{1,7}))?)?$'

const spanOf = (value: Fragment): Fragment =>
  present([value], ([given]) =>
    letting(sql`extractGroups(${given!}, ${bound(clock)})`, (groups) => {
      const part = (at: number) => sql`toInt64OrZero(${groups}[${bound(BigInt(at))}])`
      const size = sql`(toInt128(${part(2)}) * ${tick('day')} + ${part(3)} * ${tick('hour')} + ${part(4)} * ${tick('minute')}
        + ${part(5)} * ${tick('second')} + toInt64OrZero(rightPad(${groups}[6], 7, '0')))`
      return sql`if(notEmpty(${groups}) AND ${part(3)} < 24 AND ${part(4)} < 60 AND ${part(5)} < 60,
        ${wholeOf(sql`(if(${groups}[1] = '-', -1, 1) * ${size})`)}, NULL)`
    }),
  )

/** Letters that are alike, or one other sign. */
const pieces = /([A-Za-z])\1*|[^A-Za-z]/gs

/** A format that the tree has checked; of the span's size. */
function formatted(size: Fragment, format: string): Fragment {
  const part = (length: Fragment, count: Fragment) => sql`(intDiv(${size}, ${length}) % ${count})`
  const values: Readonly<Record<string, Fragment>> = {
    d: sql`intDiv(${size}, ${tick('day')})`,
    h: part(tick('hour'), sql`24`),
    H: part(tick('hour'), sql`24`),
    m: part(tick('minute'), sql`60`),
    s: part(tick('second'), sql`60`),
  }
  const parts = (format.match(pieces) ?? []).map((piece): Fragment => {
    const letter = piece[0]!
    const count = bound(BigInt(piece.length))
    const decimals = sql`substring(${sevenDigits(sql`(${size} % ${tick('second')})`)}, 1, ${count})`
    if (letter === 'f') return decimals
    if (letter === 'F') return sql`replaceRegexpOne(${decimals}, '0+$', '')`
    const value = values[letter]
    // The engine pads to a shorter text, too.
    return value === undefined
      ? bound(piece)
      : letting(
          sql`toString(${value})`,
          (digits) => sql`leftPad(${digits}, greatest(${count}, length(${digits})), '0')`,
        )
  })
  return parts.length === 0 ? sql`''` : sql`concat('', ${joined(parts, ', ')})`
}

export const timeFunctions = {
  timeAdd: ({ arguments: [period, amount, time] }, write) => {
    const word = wordOf(period)
    const length = monthsIn[word]
    return present([write(amount!), write(time!)], ([by, at]) => {
      if (length !== undefined) return addMonths(at!, by!, length)
      return word === 'nanosecond'
        ? keptTime(sql`(toInt128(${at!}) + intDiv(${by!}, 100))`)
        : keptTime(sql`(toInt128(${at!}) + toInt128(${by!}) * ${bound(lengths[word]!)})`)
    })
  },
  makeTime: ({ arguments: all }, write) =>
    present(all.map(write), ([year, month, day, hour, minute, seconds]) =>
      letting(sql`(${year!} * 12 + ${month!} - 1)`, (months) =>
        letting(ticksOfSeconds(seconds!), (ticks) => {
          const days = sql`intDiv(${ofMonths(sql`(${months} + 1)`)} - ${ofMonths(months)}, ${tick('day')})`
          return sql`if(${year!} BETWEEN 1 AND 9999 AND ${month!} BETWEEN 1 AND 12 AND ${day!} BETWEEN 1 AND ${days}
            AND ${hour!} BETWEEN 0 AND 23 AND ${minute!} BETWEEN 0 AND 59 AND ${ticks} >= 0 AND ${ticks} < 6e8,
            ${ofMonths(months)} + (${day!} - 1) * ${tick('day')} + ${hour!} * ${tick('hour')} + ${minute!} * ${tick('minute')}
            + accurateCastOrNull(${ticks}, 'Int64'), NULL)`
        }),
      ),
    ),
  toTimespan: ({ arguments: [value] }, write) =>
    value!.type === 'timespan' ? write(value!) : spanOf(text(value!, write)),
  formatSpan: ({ arguments: [span, format] }, write) =>
    present([write(span!)], ([given]) =>
      letting(sql`toInt128(abs(toInt128(${given!})))`, (size) => formatted(size, wordOf(format))),
    ),
} satisfies Record<string, WriteCall>
