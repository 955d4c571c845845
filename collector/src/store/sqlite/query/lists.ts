import type { listFunctionNames } from '../../../query/list-functions.ts'
import type { Dialect, Write } from '../../../query/sql/dialect.ts'
import { bound, type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Expression, Item } from '../../../query/tree.ts'
import { dynamic, json, text } from './dynamics.ts'

type WriteCall = Dialect['calls'][string & 'packArray']

/** A dynamic value as JSON text, any other as it is. */
const plain = (expression: Expression, write: Write): Fragment =>
  expression.type === 'dynamic' ? dynamic(expression, write).json : text(expression, write)

const calling =
  (name: Fragment): WriteCall =>
  ({ arguments: all }, write) =>
    sql`${name}(${list(all.map((one) => plain(one, write)))})`

const list = (fragments: readonly Fragment[]): Fragment => joined(fragments, ', ')

/** One value as an array of it, which is how functions take any; null for null. */
const boxed = (value: Expression, write: Write): Fragment => {
  const written = json(value, write)
  return sql`CASE WHEN ${written} IS NOT NULL THEN json_array(${written}) END`
}

/** A row of json_each, by its level. */
const elementOf = ({ level }: Item): Fragment => ({ texts: [`element${level}`], parts: [] })

/** As JSON, which json_each gives of lists and objects alone. */
export function item(expression: Item): Fragment {
  const element = elementOf(expression)
  return sql`(CASE ${element}.type WHEN 'text' THEN json_quote(${element}.value) WHEN 'true' THEN 'true'
    WHEN 'false' THEN 'false' ELSE ${element}.value END)`
}

/** The elements of a list for which something holds; of what is none there are none. */
const elementsFor = (list: Expression, of: Item, condition: Fragment, write: Write): Fragment => {
  const { type, json: written } = dynamic(list, write)
  return sql`SELECT 1 FROM json_each(CASE ${type} WHEN 'array' THEN ${written} ELSE '[]' END) AS ${elementOf(of)} WHERE ${condition}`
}

export const lists: Pick<Dialect['calls'], (typeof listFunctionNames)[number]> = {
  arrayConcat: calling(sql`array_concat`),
  arraySlice: calling(sql`array_slice`),
  arrayIndexOf: ({ arguments: [array, sought, ...places] }, write) =>
    sql`array_index_of(${plain(array!, write)}, ${boxed(sought!, write)}, ${list(places.map(write))})`,
  arraySort: calling(sql`array_sort`),
  arrayFlat: calling(sql`array_flat`),
  arrayReverse: calling(sql`array_reverse`),
  arraySum: calling(sql`array_sum`),
  arrayJoin: calling(sql`array_join`),
  arrayZip: calling(sql`array_zip`),
  setUnion: calling(sql`set_union`),
  setIntersect: calling(sql`set_intersect`),
  setDifference: calling(sql`set_difference`),
  setHas: ({ arguments: [array, sought] }, write) =>
    sql`set_has(${plain(array!, write)}, ${boxed(sought!, write)})`,
  anyElement: ({ arguments: [of, each, predicate] }, write) =>
    sql`EXISTS (${elementsFor(of!, each as Item, write(predicate!), write)})`,
  everyElement: ({ arguments: [of, each, predicate] }, write) =>
    sql`NOT EXISTS (${elementsFor(of!, each as Item, sql`(${write(predicate!)}) IS NOT TRUE`, write)})`,
  listRange: ({ arguments: all }, write) => sql`list_range(${list(all.map(write))}, ${bound(all[0]!.type)})`,
  packArray: ({ arguments: all }, write) => sql`json_array(${list(all.map((one) => json(one, write)))})`,
  packBag: ({ arguments: all }, write) =>
    sql`json_object(${list(all.map((one, at) => (at % 2 === 0 ? sql`(${text(one, write)} || '')` : json(one, write))))})`,
  bagKeys: calling(sql`bag_keys`),
  bagHasKey: calling(sql`bag_has_key`),
  bagMerge: calling(sql`bag_merge`),
  bagRemoveKeys: calling(sql`bag_remove_keys`),
  bagSetKey: ({ arguments: [bag, name, value] }, write) =>
    sql`bag_set_key(${plain(bag!, write)}, ${text(name!, write)}, json_array(${json(value!, write)}))`,
}
