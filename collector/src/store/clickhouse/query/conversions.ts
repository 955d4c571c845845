import { ticksIn } from '../../../model/ticks.ts'
import type { Dialect, Write } from '../../../query/sql/dialect.ts'
import { bound, type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Expression, Type } from '../../../query/tree.ts'
import { jsonOf, kinds, text } from './dynamics.ts'
import { letting } from './let.ts'
import { wholeOf, writeReal } from './reals.ts'
import { keptTime, ofMonths, writeSpan, writeTicks } from './times.ts'

const written: Readonly<Record<Type, (value: Expression, write: Write) => Fragment>> = {
  string: (value, write) => write(value),
  long: (value, write) => sql`toString(${write(value)})`,
  real: (value, write) => writeReal(write(value)),
  bool: (value, write) => sql`multiIf(${write(value)} IS NULL, NULL, ${write(value)}, 'true', 'false')`,
  datetime: (value, write) => writeTicks(write(value)),
  timespan: (value, write) => writeSpan(write(value)),
  dynamic: (value, write) =>
    letting(jsonOf(value, write), (json) => sql`if(${kinds.isText(json)}, ${kinds.text(json)}, ${json})`),
}

const parsed = (value: Fragment): Fragment =>
  letting(
    value,
    (given) =>
      sql`multiIf(${given} IS NULL, NULL, isValidJSON(${given}), nullIf(JSONExtractRaw(${given}), 'null'), toJSONString(${given}))`,
  )

const wholeOfText = (value: Fragment): Fragment =>
  wholeOf(
    sql`toInt128OrNull(if(match(${value}, '^\\\\s*[+-]?\\\\d{1,20}\\\\s*$'), replaceRegexpOne(${value}, '^\\\\s*\\\\+?(-?\\\\d+)\\\\s*$', '\\\\1'), ''))`,
  )

const realOfText = (value: Fragment): Fragment =>
  sql`toFloat64OrNull(if(match(${value}, '(?i)^\\\\s*[+-]?(\\\\d+\\\\.?\\\\d*|\\\\.\\\\d+)(e[+-]?\\\\d+)?\\\\s*$'), replaceRegexpOne(${value}, '^\\\\s*(\\\\S+)\\\\s*$', '\\\\1'), ''))`

const boolOfText = (value: Fragment): Fragment =>
  sql`multiIf(match(${value}, '(?i)^true$'), true, match(${value}, '(?i)^false$'), false, NULL)`

/** Of a dynamic value by what is inside. */
const ofInside = (
  value: Expression,
  write: Write,
  {
    ofText,
    ofNumber,
    ofBool,
  }: Readonly<Record<'ofText' | 'ofNumber' | 'ofBool', (value: Fragment) => Fragment>>,
): Fragment => {
  switch (value.type) {
    case 'string':
      return letting(write(value), ofText)
    case 'bool':
      return ofBool(write(value))
    case 'dynamic':
      return letting(
        jsonOf(value, write),
        (
          json,
        ) => sql`multiIf(${json} IS NULL, NULL, ${kinds.isText(json)}, ${letting(kinds.text(json), ofText)},
          ${kinds.isNumber(json)}, ${ofNumber(kinds.number(json))}, ${kinds.isBool(json)}, ${ofBool(kinds.bool(json))}, NULL)`,
      )
    default:
      return ofNumber(write(value))
  }
}

const within32 = (value: Fragment): Fragment => sql`toInt64(accurateCastOrNull(${value}, 'Int32'))`

const toWhole = (value: Expression, write: Write): Fragment =>
  ofInside(value, write, {
    ofText: wholeOfText,
    ofNumber: (number) => wholeOf(value.type === 'long' ? number : sql`trunc(${number})`),
    ofBool: (bool) => sql`toInt64(${bool})`,
  })

const iso =
  '(?i)^(\\d{4})-(\\d\\d)-(\\d\\d)(?:[T ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,7}))?)?(?: ?(?:Z|GMT|UTC)|([+-])(\\d\\d):?(\\d\\d))?)?$'

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

const clock = '(\\d\\d?):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,7}))?)?(?: (?:GMT|UTC))?'
const worded = `(?i)^(?:[a-z]{3}, )?(\\d\\d?) ([a-z]{3}) (\\d\\d|\\d{4}) ${clock}$|^(?:[a-z]{6,9}, )?(\\d\\d?)-([a-z]{3})-(\\d\\d|\\d{4}) ${clock}$`
const numbered = `(?i)^(\\d{4})-(\\d\\d?)-(\\d\\d?)(?:[T ]${clock})?$|^(\\d\\d?)(?:/(\\d\\d?)/|-(\\d\\d?)-)(\\d{4})(?: ${clock})?$`

const whole = (value: Fragment): Fragment => sql`toInt64OrZero(${value})`

/** The ticks of a date and a clock, null where there is no such day or hour. */
const ticksFrom = (
  [year, month, day, hour, minute, second, decimals]: readonly Fragment[],
  offset: Fragment,
): Fragment =>
  letting(whole(year!), (y) =>
    letting(whole(month!), (m) =>
      letting(whole(day!), (d) => {
        const months = sql`(${y} * 12 + ${m} - 1)`
        const begin = ofMonths(months)
        const length = sql`intDiv(${ofMonths(sql`(${months} + 1)`)} - ${begin}, ${bound(ticksIn.day)})`
        const time = sql`(${begin} + (${d} - 1) * ${bound(ticksIn.day)} + ${whole(hour!)} * ${bound(ticksIn.hour)}
          + ${whole(minute!)} * ${bound(ticksIn.minute)} + ${whole(second!)} * ${bound(ticksIn.second)}
          + ${whole(sql`rightPad(${decimals!}, 7, '0')`)} - ${offset})`
        return sql`if(${m} BETWEEN 1 AND 12 AND ${d} BETWEEN 1 AND ${length} AND ${whole(hour!)} < 24 AND ${whole(minute!)} < 60
          AND ${whole(second!)} < 60, ${keptTime(time)}, NULL)`
      }),
    ),
  )

/** Year, month, day, hour, minute, second, decimals; and of ISO the sign, hours and minutes of the offset. */
const parts = (value: Fragment, pattern: string): Fragment => sql`extractGroups(${value}, ${bound(pattern)})`

/** Of several ways to write the same each group is there, and empty in all but one. */
const either =
  (groups: Fragment) =>
  (...places: readonly number[]): Fragment =>
    sql`concat(${joined(
      places.map((place) => sql`${groups}[${bound(BigInt(place))}]`),
      ', ',
    )})`

/** In words: `Mon, 2 Jan 2006 15:04:05 GMT`, `Monday, 02-Jan-06 15:04:05`. */
const ofWords = (groups: Fragment): Fragment => {
  const at = either(groups)
  const names = { texts: [`[${months.map((name) => `'${name}'`)}]`], parts: [] }
  const year = letting(
    at(3, 10),
    (written) =>
      sql`if(length(${written}) = 4, ${written}, concat(if(${written} < '50', '20', '19'), ${written}))`,
  )
  const month = sql`toString(indexOf(${names}, lower(${at(2, 9)})))`
  return sql`[${joined([year, month, at(1, 8), at(4, 11), at(5, 12), at(6, 13), at(7, 14)], ', ')}]`
}

/** In numbers, with one digit or two: `2006-1-2 15:04`, `1/2/2006 15:04`, `1-2-2006`. */
const ofNumbers = (groups: Fragment): Fragment => {
  const at = either(groups)
  return sql`[${joined([at(1, 11), at(2, 8), at(3, 9, 10), at(4, 12), at(5, 13), at(6, 14), at(7, 15)], ', ')}]`
}

const ofParts = (groups: Fragment): Fragment => {
  const at = (place: number) => sql`${groups}[${bound(BigInt(place))}]`
  const offset = sql`(if(${at(8)} = '-', -1, 1) * (${whole(at(9))} * ${bound(ticksIn.hour)} + ${whole(at(10))} * ${bound(ticksIn.minute)}))`
  return sql`if(${whole(at(9))} < 24 AND ${whole(at(10))} < 60, ${ticksFrom([1, 2, 3, 4, 5, 6, 7].map(at), offset)}, NULL)`
}

export const timeOf = (value: Fragment): Fragment =>
  letting(sql`ifNull(replaceRegexpAll(${value}, '^\\\\s+|\\\\s+$', ''), '')`, (given) =>
    letting(
      sql`multiIf(match(${given}, ${bound(iso)}), ${parts(given, iso)},
        match(${given}, ${bound(worded)}), ${letting(parts(given, worded), ofWords)},
        match(${given}, ${bound(numbered)}), ${letting(parts(given, numbered), ofNumbers)}, [])`,
      ofParts,
    ),
  )

type Conversions = Pick<
  Dialect['calls'],
  | 'isNull'
  | 'isEmpty'
  | 'orEmpty'
  | 'orNull'
  | 'toString'
  | 'toInt'
  | 'toLong'
  | 'toReal'
  | 'toBool'
  | 'toDatetime'
  | 'parseJson'
>

export const conversions: Conversions = {
  isNull: ({ arguments: [value] }, write) =>
    sql`(${value!.type === 'dynamic' ? jsonOf(value!, write) : write(value!)} IS NULL)`,
  isEmpty: ({ arguments: [value] }, write) => sql`ifNull(${text(value!, write)} = '', 0)`,
  orEmpty: ({ arguments: [value] }, write) => sql`ifNull(${text(value!, write)}, '')`,
  orNull: ({ arguments: [value] }, write) => sql`nullIf(${text(value!, write)}, '')`,

  toString: ({ arguments: [value] }, write) => sql`ifNull(${written[value!.type](value!, write)}, '')`,
  toInt: ({ arguments: [value] }, write) => within32(toWhole(value!, write)),
  toLong: ({ arguments: [value] }, write) => toWhole(value!, write),
  toReal: ({ arguments: [value] }, write) =>
    ofInside(value!, write, {
      ofText: realOfText,
      ofNumber: (number) => sql`toFloat64(${number})`,
      ofBool: (bool) => sql`toFloat64(${bool})`,
    }),
  toBool: ({ arguments: [value] }, write) =>
    ofInside(value!, write, {
      ofText: boolOfText,
      ofNumber: (number) => letting(number, (given) => sql`if(isNaN(${given}), NULL, ${given} != 0)`),
      ofBool: (bool) => bool,
    }),
  toDatetime: ({ arguments: [value] }, write) =>
    value!.type === 'datetime' ? write(value!) : letting(text(value!, write), timeOf),
  parseJson: ({ arguments: [value] }, write) =>
    value!.type === 'dynamic'
      ? letting(
          jsonOf(value!, write),
          (json) => sql`if(${kinds.isText(json)}, ${parsed(kinds.text(json))}, ${json})`,
        )
      : parsed(write(value!)),
}
