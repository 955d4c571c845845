import type { Database } from 'better-sqlite3'
import { ticksRange, writeTicks, writeTimespan } from '../../../model/ticks.ts'
import {
  type DiffPeriod,
  endOf,
  formatTime,
  makeTime,
  type Period,
  startOf,
  timeAdd,
  timeDiff,
  timePart,
} from '../../../query/calendar.ts'
import { formatSpan } from '../../../query/format-span.ts'
import { readDatetime } from '../../../query/read-datetime.ts'
import { readTimespan } from '../../../query/read-timespan.ts'
import {
  mergedBag,
  mergedSet,
  nearestRank,
  valueAtMax,
  valueAtMin,
  varianceOf,
} from './aggregate-functions.ts'
import { foldCase } from './fold-case.ts'
import { hasTerm, type TermEdge } from './has-term.ts'
import { listFunctions } from './list-functions.ts'
import { mathFunctions } from './math-functions.ts'
import { nan, ofNulls, realFunctions } from './reals.ts'
import { regexFunctions } from './regex-functions.ts'
import { axisOf, series } from './series.ts'
import { sessionStart } from './session-start.ts'
import { textFunctions } from './text-functions.ts'
import { urlFunctions } from './url-functions.ts'
import { writeReal } from './write-real.ts'

type Value = string | bigint | number | null

/** Adds the functions that the SQL for SQLite calls. A function of null is null. */
export function addFunctions(database: Database): void {
  const functions: Functions = {
    ...texts,
    ...times,
    ...numbers,
    ...realFunctions,
    ...mathFunctions,
    ...textFunctions,
    ...regexFunctions,
    ...urlFunctions,
    ...listFunctions,
  }
  for (const [name, call] of Object.entries(functions)) {
    const ofValues = (...values: never[]) => (values.includes(null as never) ? null : call(...values))
    // SQLite is told how many values it takes: a function of no named ones takes any number.
    Object.defineProperty(ofValues, 'length', { value: call.length })
    database.function(name, { ...options, varargs: call.length === 0 }, ofValues)
  }
  for (const [name, call] of Object.entries(ofNulls)) {
    database.function(name, { ...options, varargs: true }, call as never)
  }
  // Its types know no aggregates of two values.
  database.aggregate('session_start', { ...sessionStart, ...options } as never)
  database.aggregate('series', { ...series, ...options } as never)
  database.aggregate('axis_of', { ...axisOf, ...options } as never)
  database.aggregate('nearest_rank', { ...nearestRank, ...options } as never)
  database.aggregate('variance_of', { ...varianceOf, ...options } as never)
  database.aggregate('merge_sets', { ...mergedSet, ...options } as never)
  database.aggregate('merge_bags', { ...mergedBag, ...options } as never)
  database.aggregate('value_at_max', { ...valueAtMax, ...options } as never)
  database.aggregate('value_at_min', { ...valueAtMin, ...options } as never)
}

const options = { deterministic: true, safeIntegers: true }

const whole = { first: -(2n ** 63n), last: 2n ** 63n - 1n }

type Range = typeof whole

/** Null for what is outside. */
const keptWithin = (value: bigint | number, { first, last }: Range): bigint | null => {
  if (typeof value === 'number' && !Number.isFinite(value)) return null
  const cut = BigInt(typeof value === 'number' ? Math.trunc(value) : value)
  // SQLite's overflow below the smallest number rounds to the smallest number.
  const isOverflow = typeof value === 'number' && cut === whole.first
  return isOverflow || cut < first || cut > last ? null : cut
}

function wholeOf(value: string | bigint | number, range: Range): bigint | null {
  if (typeof value !== 'string') return keptWithin(value, range)
  return /^\s*[+-]?\d{1,20}\s*$/.test(value) ? keptWithin(BigInt(value.trim().replace('+', '')), range) : null
}

/** Halves away from zero. */
function roundWhole(value: bigint, digits: bigint): bigint {
  if (digits >= 0n) return value
  const size = 10n ** -digits
  const half = value < 0n ? -size / 2n : size / 2n
  return ((value + half) / size) * size
}

type Functions = Record<string, (...values: never[]) => Value>

const texts = {
  fold_case: foldCase,
  lower_case: (text: string) => text.toLowerCase(),
  ends_with: (text: string, end: string) => BigInt(text.endsWith(end)),
  has_term: (text: string, term: string, edge: TermEdge) => BigInt(hasTerm(text, term, edge)),
  has_folded_term: (text: string, term: string, edge: TermEdge) =>
    BigInt(hasTerm(foldCase(text), foldCase(term), edge)),
  split_text: (text: string, separator: string) =>
    JSON.stringify(separator === '' ? [text] : text.split(separator)),
} satisfies Functions

const times = {
  to_time: (text: string) => readDatetime(text) ?? null,
  to_span: (text: string) => readTimespan(text) ?? null,
  write_time: (ticks: bigint) => writeTicks(ticks),
  write_span: (span: bigint) => writeTimespan(span),
  start_of: (period: Period, time: bigint, offset: bigint) => startOf(period, time, offset) ?? null,
  end_of: (period: Period, time: bigint, offset: bigint) => endOf(period, time, offset) ?? null,
  time_part: timePart,
  time_diff: (period: DiffPeriod, one: bigint, other: bigint) =>
    keptWithin(timeDiff(period, one, other), whole),
  format_time: formatTime,
  format_span: formatSpan,
  time_add: (period: DiffPeriod, amount: bigint, time: bigint) => timeAdd(period, amount, time) ?? null,
  make_time: (...parts: readonly (bigint | number | string)[]) =>
    makeTime(parts.slice(0, 5).map(Number), Number(parts[5])) ?? null,
} satisfies Functions

const numbers = {
  to_int: (value: string | bigint | number) => wholeOf(value, { first: -(2n ** 31n), last: 2n ** 31n - 1n }),
  to_long: (value: string | bigint | number) => wholeOf(value, whole),
  to_real: (value: string | bigint | number) =>
    typeof value !== 'string' || /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)
      ? Number(value)
      : null,
  to_bool(value: string | bigint | number) {
    if (typeof value !== 'string') return BigInt(Number(value) !== 0)
    return /^true$/i.test(value) ? 1n : /^false$/i.test(value) ? 0n : null
  },
  round_to(value: string | bigint | number, digits: bigint) {
    if (typeof value === 'string') return nan
    if (typeof value === 'bigint') return keptWithin(roundWhole(value, digits), whole)
    const size = 10 ** Math.abs(Number(digits))
    const scaled = digits < 0n ? Number(value) / size : Number(value) * size
    if (!Number.isFinite(scaled)) return Number(value)
    const rounded = Math.sign(scaled) * Math.round(Math.abs(scaled))
    return digits < 0n ? rounded * size : rounded / size
  },
  write_real: writeReal,
  // JSON has no infinity; Kusto says it as a text.
  write_json_real: (value: number | bigint) =>
    Number.isFinite(Number(value)) ? String(value) : JSON.stringify(String(value)),
  kept_whole: (value: bigint | number | string) =>
    typeof value === 'string' ? null : keptWithin(value, whole),
  kept_time: (value: bigint | number) => keptWithin(value, ticksRange),
  remainder(value: bigint, divisor: bigint) {
    if (divisor === 0n) return null
    const left = value % divisor
    return left < 0n ? left + (divisor < 0n ? -divisor : divisor) : left
  },
  bin_down(value: bigint | number | string, step: bigint | number | string, from: bigint) {
    // NaN, which is a text here, has no place among bins either where there are none.
    if (typeof step !== 'string' && step <= 0) return null
    if (typeof value === 'string' || typeof step === 'string') return nan
    if (typeof value === 'number' || typeof step === 'number') {
      return Math.floor(Number(value) / Number(step)) * Number(step)
    }
    const distance = value - from
    return keptWithin(value - (((distance % step) + step) % step), whole)
  },
} satisfies Functions
