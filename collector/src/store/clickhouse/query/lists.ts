import type { Write } from '../../../query/sql/dialect.ts'
import { balanced, type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Call, Expression, Item } from '../../../query/tree.ts'
import { json, jsonOf, kinds, text } from './dynamics.ts'
import { letting } from './let.ts'

type WriteCall = (call: Call, write: Write) => Fragment

const elementsOf = (array: Fragment): Fragment => sql`JSONExtractArrayRaw(ifNull(${array}, '[]'))`

const arrayOf = (elements: Fragment): Fragment => sql`concat('[', arrayStringConcat(${elements}, ','), ']')`

const isObject = (one: Fragment): Fragment => sql`startsWith(${one}, '{')`

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

/** Null where one is no list. */
const ofArrays = (
  operands: readonly Expression[],
  write: Write,
  body: (arrays: readonly Fragment[]) => Fragment,
): Fragment => {
  const arrays = operands.map((one) => jsonOf(one, write))
  const areArrays = arrays.map((one) => sql`ifNull(${kinds.isArray(one)}, 0)`)
  return sql`if(${balanced(areArrays, sql` AND `)}, ${body(arrays.map(elementsOf))}, NULL)`
}

export const lists = {
  anyElement: through(sql`arrayExists`),
  everyElement: through(sql`arrayAll`),
  arrayReverse: ({ arguments: [one] }, write) =>
    ofArrays([one!], write, ([array]) => arrayOf(sql`arrayReverse(${array!})`)),
  arrayConcat: ({ arguments: all }, write) =>
    ofArrays(all, write, (arrays) => arrayOf(sql`arrayConcat(${joined(arrays, ', ')})`)),
  packArray: ({ arguments: all }, write) =>
    all.length === 0
      ? sql`'[]'`
      : arrayOf(
          sql`[${joined(
            all.map((one) => sql`ifNull(${json(one, write)}, 'null')`),
            ', ',
          )}]`,
        ),
  bagKeys: ({ arguments: [one] }, write) =>
    letting(
      jsonOf(one!, write),
      (bag) => sql`if(${isObject(bag)}, toJSONString(JSONExtractKeys(ifNull(${bag}, '{}'))), NULL)`,
    ),
  bagHasKey: ({ arguments: [one, name] }, write) =>
    letting(
      jsonOf(one!, write),
      (bag) =>
        sql`if(${isObject(bag)}, has(JSONExtractKeys(ifNull(${bag}, '{}')), ${text(name!, write)}), NULL)`,
    ),
} satisfies Record<string, WriteCall>
