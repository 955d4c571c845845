import { balanced, type Fragment, sql } from '../../../query/sql/fragment.ts'
import { letting } from './let.ts'

/**
 * Null where one of the values is null; else what is made of them. Of what may be null the engine makes no array.
 *
 * @param body - is given names of values that are never null, and gives no array
 */
export function present(
  values: readonly Fragment[],
  body: (names: readonly Fragment[]) => Fragment,
  names: readonly Fragment[] = [],
): Fragment {
  const [first, ...rest] = values
  if (first !== undefined) return letting(first, (name) => present(rest, body, [...names, name]))
  const conditions = names.map((name) => sql`isNotNull(${name})`)
  return sql`if(${balanced(conditions, sql` AND `)}, ${body(names.map((name) => sql`assumeNotNull(${name})`))}, NULL)`
}
