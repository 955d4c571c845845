import type { Write } from '../../../query/sql/dialect.ts'
import { balanced, type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Call, Expression, Item } from '../../../query/tree.ts'
import { json, jsonOf, kinds, text } from './dynamics.ts'
import { arrayOf, elementsOf, identityOf, ofArrays, textOf } from './json-parts.ts'
import { letting } from './let.ts'
import { listRange } from './list-range.ts'
import { present } from './present.ts'

type WriteCall = (call: Call, write: Write) => Fragment

/** An element in the lambda that goes through its list, by its level. */
const elementAt = ({ level }: Item): Fragment => ({ texts: [`element${level}`], parts: [] })

export const item = (expression: Item): Fragment => sql`nullIf(${elementAt(expression)}, 'null')`

/** Of what is no list there are no elements. */
const through =
  (name: Fragment): WriteCall =>
  ({ arguments: [list, each, predicate] }, write) =>
    letting(
      jsonOf(list!, write),
      (array) =>
        sql`${name}(${elementAt(each as Item)} -> ifNull(${write(predicate!)}, 0), if(${kinds.isArray(array)}, ${elementsOf(array)}, []))`,
    )

const jsonsOf = (operands: readonly Expression[], write: Write): readonly Fragment[] =>
  operands.map((one) => jsonOf(one, write))

const ofLists =
  (body: (lists: readonly Fragment[]) => Fragment): WriteCall =>
  ({ arguments: all }, write) =>
    ofArrays(jsonsOf(all, write), body)

const list = (fragments: readonly Fragment[]): Fragment => joined(fragments, ', ')

const sizeOf = (elements: Fragment): Fragment => sql`toInt64(length(${elements}))`

/** From the end where it is negative. */
const placeIn = (elements: Fragment, place: Fragment): Fragment =>
  sql`if(${place} < 0, greatest(${sizeOf(elements)} + ${place}, 0), ${place})`

const identities = (elements: Fragment): Fragment =>
  sql`arrayMap(each -> ${identityOf(sql`each`)}, ${elements})`

/** In the order in which they come first. */
const distinct = (elements: Fragment): Fragment =>
  letting(
    elements,
    (all) => sql`arrayFilter((each, time) -> time = 1, ${all}, arrayEnumerateUniq(${identities(all)}))`,
  )

/** One level down. */
const flat = (elements: Fragment): Fragment =>
  sql`arrayFlatten(arrayMap(each -> if(${kinds.isArray(sql`each`)}, ${elementsOf(sql`each`)}, [each]), ${elements}))`

/** Those of the first for which something holds in each of the others. */
const compared =
  (holds: (isIn: Fragment) => Fragment): WriteCall =>
  ({ arguments: all }, write) =>
    ofArrays(jsonsOf(all, write), ([first, ...others]) => {
      const named = (rest: readonly Fragment[], sets: readonly Fragment[]): Fragment => {
        const [next, ...behind] = rest
        if (next !== undefined) return letting(identities(next), (set) => named(behind, [...sets, set]))
        const conditions = sets.map((set) => holds(sql`has(${set}, ${identityOf(sql`each`)})`))
        const condition = conditions.length === 0 ? sql`1` : balanced(conditions, sql` AND `)
        return arrayOf(sql`arrayFilter(each -> ${condition}, ${distinct(first!)})`)
      }
      return named(others, [])
    })

/** Numbers, then texts, then the rest as it stands; those that are equal stay in their order. */
function sorted(elements: Fragment, isDescending: boolean): Fragment {
  const only = (condition: Fragment) => sql`arrayFilter(each -> ${condition}, ${elements})`
  const [isNumber, isText] = [kinds.isNumber(sql`each`), kinds.isText(sql`each`)]
  const numbers = letting(
    only(isNumber),
    (all) =>
      sql`arraySort((each, place) -> tuple(${isDescending ? sql`-` : sql``}JSONExtractFloat(each), place), ${all}, arrayEnumerate(${all}))`,
  )
  const sort = isDescending ? sql`arrayReverseSort` : sql`arraySort`
  return sql`arrayConcat(${numbers}, ${sort}(each -> JSONExtractString(each), ${only(isText)}),
    ${only(sql`NOT ${isNumber} AND NOT ${isText} AND each != 'null'`)})`
}

export const lists = {
  anyElement: through(sql`arrayExists`),
  everyElement: through(sql`arrayAll`),
  arrayFlat: ofLists(([array]) => arrayOf(flat(flat(flat(flat(array!)))))),
  arrayReverse: ofLists(([array]) => arrayOf(sql`arrayReverse(${array!})`)),
  arrayConcat: ofLists((arrays) => arrayOf(sql`arrayConcat(${list(arrays)})`)),
  arraySlice: ({ arguments: [array, from, to] }, write) =>
    present([write(from!), write(to!)], ([first, last]) =>
      ofArrays([jsonOf(array!, write)], ([elements]) =>
        letting(placeIn(elements!, first!), (start) => {
          const end = sql`if(${last!} < 0, ${sizeOf(elements!)} + ${last!}, least(${last!}, ${sizeOf(elements!)}))`
          const begin = sql`least(${start}, ${sizeOf(elements!)})`
          return arrayOf(sql`arraySlice(${elements!}, ${begin} + 1, greatest(${end} - ${begin} + 1, 0))`)
        }),
      ),
    ),
  arrayIndexOf: ({ arguments: [array, sought, from, length, occurrence] }, write) =>
    present(
      [json(sought!, write), write(from!), write(length!), write(occurrence!)],
      ([value, first, many, time]) =>
        ofArrays([jsonOf(array!, write)], ([elements]) =>
          letting(placeIn(elements!, first!), (start) =>
            letting(identityOf(value!), (identity) =>
              letting(
                sql`arrayFilter((place, each) -> place > ${start} AND (${many!} < 0 OR place - ${start} <= ${many!}) AND each = ${identity},
                  arrayEnumerate(${elements!}), ${identities(elements!)})`,
                (places) =>
                  sql`if(${time!} BETWEEN 1 AND length(${places}), toInt64(${places}[greatest(${time!}, 1)]) - 1, -1)`,
              ),
            ),
          ),
        ),
    ),
  arraySort: ({ arguments: [array, direction, nullsLast] }, write) =>
    ofArrays([jsonOf(array!, write)], ([elements]) => {
      const isDescending = direction?.kind === 'literal' && direction.value === 'desc'
      const nulls = sql`arrayFilter(each -> each = 'null', ${elements!})`
      const others = sorted(elements!, isDescending)
      const isLast = nullsLast?.kind === 'literal' && Number(nullsLast.value) === 1
      return arrayOf(sql`arrayConcat(${list(isLast ? [others, nulls] : [nulls, others])})`)
    }),
  arraySum: ofLists(
    ([array]) =>
      sql`if(arrayAll(each -> ${kinds.isNumber(sql`each`)}, ${array!}), arraySum(each -> JSONExtractFloat(each), ${array!}), NULL)`,
  ),
  // The engine joins by constants alone.
  arrayJoin: ({ arguments: [array, delimiter] }, write) =>
    present([text(delimiter!, write)], ([between]) =>
      ofArrays(
        [jsonOf(array!, write)],
        ([elements]) =>
          sql`substring(arrayStringConcat(arrayMap(each -> concat(${between!}, ${textOf(sql`each`)}), ${elements!})), length(${between!}) + 1)`,
      ),
    ),
  arrayZip: ofLists((arrays) =>
    letting(sql`arrayMax([${list(arrays.map((array) => sql`length(${array})`))}])`, (size) => {
      const names = arrays.map((_, at): Fragment => ({ texts: [`each${at}`], parts: [] }))
      const filled = arrays.map((array) => sql`arrayResize(${array}, ${size}, 'null')`)
      return arrayOf(sql`arrayMap((${list(names)}) -> ${arrayOf(sql`[${list(names)}]`)}, ${list(filled)})`)
    }),
  ),
  setUnion: ofLists((arrays) => arrayOf(distinct(sql`arrayConcat(${list(arrays)})`))),
  setIntersect: compared((isIn) => isIn),
  setDifference: compared((isIn) => sql`NOT ${isIn}`),
  setHas: ({ arguments: [array, sought] }, write) =>
    present([json(sought!, write)], ([value]) =>
      ofArrays(
        [jsonOf(array!, write)],
        ([elements]) => sql`has(${identities(elements!)}, ${identityOf(value!)})`,
      ),
    ),
  listRange,
  packArray: ({ arguments: all }, write) =>
    all.length === 0
      ? sql`'[]'`
      : arrayOf(sql`[${list(all.map((one) => sql`ifNull(${json(one, write)}, 'null')`))}]`),
} satisfies Record<string, WriteCall>
