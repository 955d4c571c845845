import { columnsOf } from '../columns.ts'
import type { Step } from '../tree.ts'
import { writeExpand } from './expand.ts'
import { writeFrom } from './from.ts'
import { writeJoin } from './join.ts'
import { isLarge } from './measure.ts'
import { around, fields, opened, over, type Select, type Writing } from './select.ts'
import { writeWindows } from './windows.ts'

type Writer<Kind extends Step['kind']> = (
  select: Select,
  step: Extract<Step, { kind: Kind }>,
  writing: Writing,
) => Select

/** What each step makes of the SELECT of the steps before. */
export const steps: { readonly [Kind in Step['kind']]: Writer<Kind> } = {
  from: writeFrom,
  join: writeJoin,
  expand: writeExpand,
  windows: writeWindows,

  where(before, { predicate }, writing) {
    const select = opened(before, writing)
    return { ...select, predicates: [...select.predicates, over(select, predicate)] }
  },

  take(before, { count, skip = 0 }, writing) {
    const select = before.isSampled ? around(before, writing) : before
    const left = select.count === undefined ? undefined : Math.max(select.count - skip, 0)
    const taken = [left, count].filter((bound) => bound !== undefined)
    return { ...select, skip: select.skip + skip, ...(taken.length > 0 && { count: Math.min(...taken) }) }
  },

  sample: (before, { count }, writing) => ({
    ...opened(before, writing),
    orders: [],
    isSampled: true,
    count,
  }),

  project(before, { columns }, writing) {
    const isApart = before.grouping || columns.some(({ value }) => isLarge(over(before, value)))
    const select = isApart ? around(before, writing) : before
    return { ...select, columns: columns.map(({ name, value }) => ({ name, value: over(select, value) })) }
  },

  summarize(before, grouping, writing) {
    const select = opened(before, writing)
    return {
      ...select,
      columns: fields(columnsOf([grouping])),
      grouping: {
        kind: 'summarize',
        by: grouping.by.map(({ name, value }) => ({ name, value: over(select, value) })),
        columns: grouping.columns.map(({ name, value }) => ({
          name,
          value: { ...value, arguments: value.arguments.map((argument) => over(select, argument)) },
        })),
      },
    }
  },

  sort(before, { orders }, writing) {
    const select = opened(before, writing)
    return { ...select, orders: orders.map((order) => ({ ...order, by: over(select, order.by) })) }
  },
}
