import type { Dialect, Write } from '../../../query/sql/dialect.ts'
import { type Fragment, sql } from '../../../query/sql/fragment.ts'
import type { Expression, Type } from '../../../query/tree.ts'
import { letting } from './let.ts'
import { writeJsonReal } from './reals.ts'
import { writeSpan, writeTicks } from './times.ts'

/** As many as Kusto allows in one array. */
const longest: Fragment = { texts: ['1048576'], parts: [] }

/** What the engine says of a series or a range that is none; the words behind the mark are ours. */
export const seriesFault = /rivulet: ([^:]+)/

interface Axis {
  /** Of all values that are there. */
  readonly known: Fragment
  readonly first: Fragment
  readonly count: Fragment
  readonly step: Fragment
}

/** The places of an axis, from the first up to the end. */
function axisOf(
  [axis, first, end, step]: readonly Expression[],
  write: Write,
  body: (axis: Axis) => Fragment,
): Fragment {
  const each = write(axis!)
  return letting(sql`arraySort(groupArray(${each}))`, (known) =>
    letting(write(step!), (by) =>
      letting(sql`coalesce(${write(first!)}, if(empty(${known}), NULL, ${known}[1]))`, (begin) =>
        letting(sql`coalesce(${write(end!)}, if(empty(${known}), NULL, ${known}[-1] + ${by}))`, (last) =>
          letting(
            sql`toInt64(ifNull(greatest(ceil((${last} - ${begin}) / ${by}), 0), 0))`,
            (
              count,
            ) => sql`if(throwIf(ifNull(${by}, 0) <= 0, 'rivulet: the step of make-series must be more than 0:')
              + throwIf(${count} > ${longest}, 'rivulet: a series has at most 1048576 places:') = 0,
              ${body({ known, first: begin, count, step: by })}, '[]')`,
          ),
        ),
      ),
    ),
  )
}

const array = (values: Fragment): Fragment => sql`concat('[', arrayStringConcat(${values}, ','), ']')`

const written: Partial<Record<Type, (value: Fragment) => Fragment>> = {
  datetime: (value) => sql`concat('"', ${writeTicks(value)}, '"')`,
  timespan: (value) => sql`concat('"', ${writeSpan(value)}, '"')`,
  real: writeJsonReal,
}

const numberText = (value: Fragment): Fragment =>
  sql`ifNull(${writeJsonReal(sql`toFloat64(${value})`)}, 'null')`

/** Each value at its place, and the other where there is none. */
export const series: Pick<Dialect['aggregates'], 'axis' | 'series'> = {
  series: ({ arguments: [value, axis, first, end, step, other] }, write) =>
    axisOf([axis!, first!, end!, step!], write, ({ first: begin, count, step: by }) =>
      letting(
        sql`arrayReverse(groupArrayIf(tuple(assumeNotNull(toFloat64(${write(axis!)})), toNullable(toFloat64(${write(value!)}))), isNotNull(${write(axis!)}) AND isNotNull(${write(value!)})))`,
        (pairs) =>
          letting(sql`arrayMap(pair -> toInt64(round((pair.1 - ${begin}) / ${by})), ${pairs})`, (places) =>
            array(
              sql`arrayMap(place -> if(indexOf(${places}, toInt64(place)) = 0, ${numberText(write(other!))},
                  ${letting(sql`${pairs}[indexOf(${places}, toInt64(place))].2`, numberText)}), range(toUInt64(${count})))`,
            ),
          ),
      ),
    ),
  axis: ({ arguments: [axis, first, end, step] }, write) =>
    axisOf([axis!, first!, end!, step!], write, ({ first: begin, count, step: by }) => {
      const write = written[axis!.type] ?? ((value: Fragment) => sql`toString(${value})`)
      return array(
        sql`arrayMap(place -> assumeNotNull(${letting(sql`(assumeNotNull(${begin}) + toInt64(place) * assumeNotNull(${by}))`, write)}), range(toUInt64(${count})))`,
      )
    }),
}
