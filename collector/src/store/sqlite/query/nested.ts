import { type Fragment, sql } from '../../../query/sql/fragment.ts'
import type { Expression } from '../../../query/tree.ts'
import { operandsOf } from '../../../query/walk.ts'

/** How many texts of JSON are read within each other: `parse_json(tostring(parse_json(a).b)).c` reads two. */
const depthOf = (expression: Expression): number =>
  operandsOf(expression).reduce((deepest, part) => Math.max(deepest, depthOf(part)), 0) +
  (expression.kind === 'call' && expression.name === 'parseJson' ? 1 : 0)

/** Whether it would be written more often the deeper it stands: payloads hold JSON in texts in JSON. */
export const isNested = (expression: Expression): boolean => depthOf(expression) > 1

/** A value under a name, where it stands more than once. A bound keeps SQLite from writing it out again. */
export const letting = (value: Fragment, body: (name: Fragment) => Fragment): Fragment =>
  sql`(SELECT ${body(sql`named.json`)} FROM (SELECT ${value} AS json LIMIT 1) AS named)`
