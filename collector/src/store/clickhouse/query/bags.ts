import type { Write } from '../../../query/sql/dialect.ts'
import { type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Call } from '../../../query/tree.ts'
import { json, jsonOf, text } from './dynamics.ts'
import { elementsOf, firstOfEach, objectOf, ofObjects, textOf } from './json-parts.ts'
import { letting } from './let.ts'
import { present } from './present.ts'

type WriteCall = (call: Call, write: Write) => Fragment

export const bags = {
  packBag: ({ arguments: all }, write) => {
    const parts = all.flatMap((one, at) => {
      if (at % 2 === 1) return [sql`':'`, sql`ifNull(${json(one, write)}, 'null')`]
      const name = sql`toJSONString(ifNull(${text(one, write)}, ''))`
      return at === 0 ? [name] : [sql`','`, name]
    })
    return sql`concat(${joined([sql`'{'`, ...parts, sql`'}'`], ', ')})`
  },
  bagKeys: ({ arguments: [bag] }, write) =>
    ofObjects(
      [jsonOf(bag!, write)],
      ([members]) => sql`toJSONString(arrayMap(member -> member.1, ${members!}))`,
    ),
  bagHasKey: ({ arguments: [bag, name] }, write) =>
    present([text(name!, write)], ([key]) =>
      ofObjects(
        [jsonOf(bag!, write)],
        ([members]) => sql`has(arrayMap(member -> member.1, ${members!}), ${key!})`,
      ),
    ),
  bagMerge: ({ arguments: all }, write) =>
    ofObjects(
      all.map((one) => jsonOf(one, write)),
      (members) => objectOf(firstOfEach(sql`arrayConcat(${joined(members, ', ')})`)),
    ),
  bagRemoveKeys: ({ arguments: [bag, names] }, write) =>
    present([jsonOf(names!, write)], ([removed]) =>
      ofObjects([jsonOf(bag!, write)], ([members]) =>
        letting(sql`arrayMap(name -> ${textOf(sql`name`)}, ${elementsOf(removed!)})`, (keys) =>
          objectOf(sql`arrayFilter(member -> NOT has(${keys}, member.1), ${members!})`),
        ),
      ),
    ),
  bagSetKey: ({ arguments: [bag, name, value] }, write) =>
    present([text(name!, write), sql`ifNull(${json(value!, write)}, 'null')`], ([key, given]) =>
      ofObjects([jsonOf(bag!, write)], ([members]) =>
        letting(sql`tuple(${key!}, ${given!})`, (member) =>
          objectOf(sql`if(has(arrayMap(each -> each.1, ${members!}), ${key!}),
            arrayMap(each -> if(each.1 = ${key!}, ${member}, each), ${members!}), arrayPushBack(${members!}, ${member}))`),
        ),
      ),
    ),
} satisfies Record<string, WriteCall>
