import { eventColumns } from '../../../../../../query/event-columns.ts'
import { columnNames } from './column-names.ts'
import { type Item, indexOfName, isGroup, isName, isSign, splitAt } from './kql-tree.ts'

export type Columns = readonly string[]

/** What `let` has named, with the columns of what is a table. */
export type Lets = ReadonlyMap<string, Columns | undefined>

const events: Columns = Object.keys(eventColumns)

const unique = (...columns: readonly Columns[]): Columns => [...new Set(columns.flat())]

/** The tables that `let` has named before the last statement, and its other names. */
export function letsOf(statements: readonly (readonly Item[])[]): Lets {
  const lets = new Map<string, Columns | undefined>()
  for (const [word, name, sign, ...value] of statements) {
    if (!isName(word, 'let') || !isName(name) || !isSign(sign, '=')) continue
    const body = value.find((item) => isGroup(item) && item.open === '{')
    lets.set(name.text, columnsOf(isGroup(body) ? body.items : value, lets))
  }
  return lets
}

/** The columns that a pipeline gives, as far as they are written; `undefined` of what is no table. */
export function columnsOf(items: readonly Item[], lets: Lets): Columns | undefined {
  const [source = [], ...operators] = splitAt(items, '|')
  const first = columnsOfSource(source, lets)
  return operators.reduce<Columns | undefined>(
    (before, operator) => before && columnsBehind(operator, before, lets),
    first,
  )
}

function columnsOfSource(source: readonly Item[], lets: Lets): Columns | undefined {
  const [first, second] = source
  if (isGroup(first)) return columnsOf(first.items, lets)
  if (!isName(first)) return undefined
  if (first.text === 'Events') return events
  if (/^(?:union|materialize|view)$/.test(first.text)) return unique(...tablesIn(source.slice(1), lets))
  if (first.text === 'datatable' && isGroup(second))
    return splitAt(second.items, ',').flatMap((each) => plain(each))
  if (first.text === 'print') return columnNames(source.slice(1), [])
  if (first.text === 'range') return plain(source.slice(1, 2))
  return lets.get(first.text)
}

const tablesIn = (items: readonly Item[], lets: Lets): readonly Columns[] =>
  items.flatMap((item) => {
    const found = isGroup(item) ? columnsOf(item.items, lets) : columnsOfSource([item], lets)
    return found ? [found] : []
  })

/** Names that stand first, as in `a:long`. */
const plain = ([first]: readonly Item[]): Columns => (isName(first) ? [first.text] : [])

type Behind = (items: readonly Item[], before: Columns, lets: Lets) => Columns

const extended: Behind = (items, before) => unique(before, columnNames(items, before))
const parsed: Behind = (items, before) =>
  unique(
    before,
    items.slice(indexOfName(items, 'with') + 1).flatMap((item, at, all) => {
      const isType = isSign(all[at - 1], ':')
      return isName(item) && !isType ? [item.text] : []
    }),
  )
const rightOf = (items: readonly Item[], lets: Lets): Columns =>
  tablesIn(items.slice(0, Math.max(indexOfName(items, 'on'), 0)), lets)[0] ?? []

const operators: Readonly<Record<string, Behind>> = {
  extend: extended,
  serialize: extended,
  project: (items, before) => columnNames(items, before),
  distinct: (items, before) => columnNames(items, before),
  summarize(items, before) {
    const by = indexOfName(items, 'by')
    const numbers = columnNames(by < 0 ? items : items.slice(0, by), before)
    return unique(by < 0 ? [] : columnNames(items.slice(by + 1), before), numbers)
  },
  'make-series'(items, before) {
    const [on, by] = [indexOfName(items, 'on'), indexOfName(items, 'by')]
    if (on < 0) return before
    const numbers = columnNames(
      items.slice(0, on).filter((item, at, all) => !isDefault(item, at, all)),
      before,
    )
    return unique(by < 0 ? [] : columnNames(items.slice(by + 1), before), numbers, plain(items.slice(on + 1)))
  },
  count: () => ['Count'],
  'project-away': (items, before) => {
    const away = splitAt(items, ',').map(patternOf)
    return before.filter((column) => !away.some((pattern) => pattern.test(column)))
  },
  'project-keep': (items, before) => {
    const kept = splitAt(items, ',').map(patternOf)
    return before.filter((column) => kept.some((pattern) => pattern.test(column)))
  },
  'project-rename': (items, before) => {
    const old = splitAt(items, ',').flatMap((each) => plain(each.slice(2)).concat())
    return unique(
      columnNames(items, before),
      before.filter((column) => !old.includes(column)),
    )
  },
  'sample-distinct': (items) => plain(items.slice(indexOfName(items, 'of') + 1)),
  'mv-expand': extended,
  mvexpand: extended,
  parse: parsed,
  'parse-where': parsed,
  join(items, before, lets) {
    const kind = items.find((item) => isName(item) && /semi|anti/.test(item.text))
    if (kind) return before
    const right = rightOf(items, lets)
    return [...before, ...right.map((column) => (before.includes(column) ? `${column}1` : column))]
  },
  lookup: (items, before, lets) => unique(before, rightOf(items, lets)),
  union: (items, before, lets) => unique(before, ...tablesIn(items, lets)),
}

/** `default = 0` is no column. */
const isDefault = (item: Item, at: number, all: readonly Item[]): boolean =>
  isName(item, 'default') ||
  (isSign(item, '=') && isName(all[at - 1], 'default')) ||
  (isSign(all[at - 1], '=') && isName(all[at - 2], 'default'))

/** A name, or a pattern of names: `Page*`. */
const patternOf = (items: readonly Item[]): RegExp =>
  new RegExp(
    `^${items.map((item) => (isGroup(item) ? '' : item.text === '*' ? '.*' : item.text.replaceAll(/\W/g, ''))).join('')}$`,
  )

const columnsBehind = ([word, ...items]: readonly Item[], before: Columns, lets: Lets): Columns =>
  isName(word) && Object.hasOwn(operators, word.text) ? operators[word.text]!(items, before, lets) : before
