import type { Field, Join } from '../tree.ts'
import { isAmong } from './expression.ts'
import { type Fragment, generatedName, joined, sql } from './fragment.ts'
import {
  fields,
  isOpen,
  opened,
  over,
  type Select,
  selectFrom,
  type Writing,
  write,
  writerOf,
} from './select.ts'

const words = {
  inner: sql`JOIN`,
  innerUnique: sql`JOIN`,
  leftOuter: sql`LEFT JOIN`,
  rightOuter: sql`RIGHT JOIN`,
  fullOuter: sql`FULL JOIN`,
} as const

export function writeJoin(before: Select, step: Join, writing: Writing): Select {
  if (step.flavor === 'leftSemi' || step.flavor === 'leftAnti') return writeSemi(before, step, writing)
  const [left, right] = [before, writing.selectOf(step.right)] as const
  const isUnique =
    step.flavor === 'innerUnique' &&
    !before.grouping?.by.every(({ name }) => step.on.some((pair) => pair.left.name === name))
  const rows = fenced(left, writing)
  const leftRows = isUnique
    ? writing.dialect.oneOfEach(
        rows,
        step.on.map((pair) => nameIn(left, pair.left)),
      )
    : rows
  const on = step.on.map((pair) => sql`l.${nameIn(left, pair.left)} = r.${nameIn(right, pair.right)}`)
  const from = sql`(${leftRows}) AS l ${words[step.flavor]} (${fenced(right, writing)}) AS r ON ${joined(on, ' AND ')}`
  const mayMiss = {
    left: step.flavor === 'rightOuter' || step.flavor === 'fullOuter',
    right: step.flavor === 'leftOuter' || step.flavor === 'fullOuter',
  }
  const values = step.columns.map(({ side, field }) => {
    const value = side === 'left' ? sql`l.${nameIn(left, field)}` : sql`r.${nameIn(right, field)}`
    return mayMiss[side] && field.type === 'string' ? sql`coalesce(${value}, '')` : value
  })
  return selectFrom(
    from,
    step.columns.map(({ name, field: { type } }) => ({ name, type })),
    values,
  )
}

/** Engines do not look up what is computed: a table of its own has an index made for it. */
const fenced = (select: Select, writing: Writing): Fragment => {
  const text = write({ ...select, ...(isOpen(select) && { orders: [] }) }, writing)
  return isOpen(select) ? sql`${text} ${writing.dialect.fence}` : text
}

const nameIn = ({ columns }: Select, field: Field): Fragment =>
  generatedName(columns.findIndex(({ name }) => name === field.name))

/** Rows are only passed or not: what stands behind still finds the indexes. */
function writeSemi(before: Select, { flavor, right, on }: Join, writing: Writing): Select {
  const select = opened(before, writing)
  const value = writerOf(select, writing)
  const keys = joined(
    on.map((pair) => value(over(select, pair.left))),
    ', ',
  )
  const partners = writing.selectOf([
    ...right,
    { kind: 'project', columns: fields(on.map((pair) => pair.right)) },
  ])
  const isThere = isAmong(sql`(${keys})`, write(partners, writing))
  const condition = flavor === 'leftSemi' ? isThere : sql`NOT coalesce(${isThere}, FALSE)`
  return { ...select, conditions: [...select.conditions, condition] }
}
