import type { Write } from '../../../query/sql/dialect.ts'
import { type Fragment, sql } from '../../../query/sql/fragment.ts'
import type { Call, Type } from '../../../query/tree.ts'
import { arrayOf } from './json-parts.ts'
import { letting } from './let.ts'
import { present } from './present.ts'
import { writeJsonReal } from './reals.ts'
import { writeSpan, writeTicks } from './times.ts'

const written: Partial<Record<Type, (value: Fragment) => Fragment>> = {
  datetime: (value) => sql`concat('"', ${writeTicks(value)}, '"')`,
  timespan: (value) => sql`concat('"', ${writeSpan(value)}, '"')`,
  real: writeJsonReal,
}

/** Whole numbers are divided as such: a real has not all digits of a time. */
export const listRange = ({ arguments: [first, last, step] }: Call, write: Write): Fragment => {
  const isReal = [first, last, step].some((bound) => bound!.type === 'real')
  const type = isReal && first!.type === 'long' ? 'real' : first!.type
  const writeEach = written[type] ?? ((value: Fragment) => sql`toString(${value})`)
  const bounds = [first, last, step].map((bound) => write(bound!))
  return present(isReal ? bounds.map((bound) => sql`toFloat64(${bound})`) : bounds, ([from, to, by]) => {
    const distance = isReal ? sql`(${to!} - ${from!})` : sql`(toInt128(${to!}) - toInt128(${from!}))`
    const steps = isReal
      ? sql`ifNotFinite(floor(${distance} / ${by!}), 0)`
      : sql`intDiv(${distance}, if(${by!} = 0, 1, ${by!}))`
    const isAhead = sql`(${distance} = 0 OR (${distance} > 0) = (${by!} > 0))`
    return letting(
      sql`if(${isAhead}, toUInt64(least(1048576, ${steps} + 1)), 0)`,
      (count) =>
        sql`if(${by!} = 0${isReal ? sql` OR NOT isFinite(${from!} + ${to!} + ${by!})` : sql``}, NULL, ${arrayOf(
          sql`arrayMap(place -> assumeNotNull(${letting(sql`(${from!} + ${isReal ? sql`toFloat64(place)` : sql`toInt64(place)`} * ${by!})`, writeEach)}), range(${count}))`,
        )})`,
    )
  })
}
