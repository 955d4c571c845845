import { balanced, type Fragment, sql } from '../../../query/sql/fragment.ts'
import { kinds } from './dynamics.ts'
import { letting } from './let.ts'

/** What a JSON text is made of, as an array of texts. */
export const elementsOf = (array: Fragment): Fragment => sql`JSONExtractArrayRaw(ifNull(${array}, '[]'))`

/** Pairs of a name and a JSON text. */
export const membersOf = (bag: Fragment): Fragment => sql`JSONExtractKeysAndValuesRaw(ifNull(${bag}, '{}'))`

export const arrayOf = (elements: Fragment): Fragment =>
  sql`concat('[', arrayStringConcat(${elements}, ','), ']')`

export const objectOf = (members: Fragment): Fragment =>
  sql`concat('{', arrayStringConcat(arrayMap(member -> concat(toJSONString(member.1), ':', member.2), ${members}), ','), '}')`

/** Of two of one name the first. */
export const firstOfEach = (members: Fragment): Fragment =>
  letting(
    members,
    (all) =>
      sql`arrayFilter((member, time) -> time = 1, ${all}, arrayEnumerateUniq(arrayMap(member -> member.1, ${all})))`,
  )

export const isObject = (json: Fragment): Fragment => sql`startsWith(${json}, '{')`

/**
 * Null where one is none.
 *
 * @param is - what they are to be
 * @param partsOf - what is in them
 */
const ofAll =
  (is: (json: Fragment) => Fragment, partsOf: (json: Fragment) => Fragment) =>
  (jsons: readonly Fragment[], body: (parts: readonly Fragment[]) => Fragment): Fragment => {
    const named = (rest: readonly Fragment[], names: readonly Fragment[]): Fragment => {
      const [first, ...others] = rest
      if (first !== undefined) return letting(first, (name) => named(others, [...names, name]))
      const conditions = names.map((name) => sql`ifNull(${is(name)}, 0)`)
      return sql`if(${balanced(conditions, sql` AND `)}, ${inside(names, [])}, NULL)`
    }
    const inside = (rest: readonly Fragment[], parts: readonly Fragment[]): Fragment => {
      const [first, ...others] = rest
      return first === undefined
        ? body(parts)
        : letting(partsOf(first), (name) => inside(others, [...parts, name]))
    }
    return named(jsons, [])
  }

/** What is the same for elements that are equal: numbers are one kind, however they are written. */
export const identityOf = (element: Fragment): Fragment =>
  sql`multiIf(${kinds.isText(element)}, concat('"', JSONExtractString(${element})), ${kinds.isNumber(element)},
    toString(JSONExtractFloat(${element}) + 0), ${element})`

/** As it stands in a text. */
export const textOf = (element: Fragment): Fragment =>
  sql`multiIf(${element} = 'null', '', ${kinds.isText(element)}, JSONExtractString(${element}), ${element})`

/** Of arrays, as arrays of their elements. */
export const ofArrays: ReturnType<typeof ofAll> = ofAll(kinds.isArray, elementsOf)

/** Of objects, as arrays of their members. */
export const ofObjects: ReturnType<typeof ofAll> = ofAll(isObject, membersOf)
