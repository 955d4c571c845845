import { kqlVocabulary } from '../../../../../../query/vocabulary.ts'
import { type Completion, type Completions, type Known, listed, matching } from '../completion.ts'
import { type Item, indexOfName, isGroup, isName, isSign } from './kql-tree.ts'
import { type Place, placeOf } from './place-of.ts'
import { signatures } from './signatures.ts'
import { common, joinKinds, renderLayouts, renderProperties, timePeriods, typeNames } from './words-of-kql.ts'

/** What people write most before what else begins with the same letters. */
const commonFirst = (names: readonly string[]): readonly string[] => {
  const place = (name: string): number => (common.includes(name) ? common.indexOf(name) : common.length)
  return names.toSorted((one, other) => place(one) - place(other))
}

const called = (kind: 'function' | 'aggregate', names: readonly string[]): readonly Completion[] =>
  commonFirst(names).map((text) => ({
    text,
    kind,
    takes: `(${(signatures.get(text)?.parameters ?? []).join(', ')})`,
  }))

const operators = listed('operator', commonFirst([...kqlVocabulary.operators, 'render']))
const aggregates = called('aggregate', kqlVocabulary.aggregates)
const functions = called('function', [...kqlVocabulary.functions, ...kqlVocabulary.rows])
const starts = listed('word', kqlVocabulary.starts)
const between = [...kqlVocabulary.words, 'and', 'or', 'by', 'asc', 'desc', 'true', 'false']
const words = listed('word', between)

/** Operators behind which columns stand first. */
const takesColumns =
  /^(?:where|filter|extend|project(?:-\w+)?|summarize|distinct|sort|order|top|mv-expand|mvexpand|parse|parse-where)$/

/** @param before - the query, up to where somebody writes */
export function kqlCompletions(before: string, known: Known, isAsked: boolean): Completions | undefined {
  if (/\/\/[^\n]*$/.test(before) && placeOf(`${before}x`).word === '') return undefined
  const place = placeOf(before)
  const offer = (items: readonly Completion[]) => matching(place.from, place.word, items)
  if (place.isInText) return textAt(place, known)
  const path = pathOf(place)
  if (path) return offer(listed('field', known.keys(path)))
  const isWritten = place.word !== ''
  const own = ownWords(place)
  if (own) return isWritten || isAsked || own.isAtOnce ? offer(own.items) : undefined
  if (!isWritten && !isAsked && !isWhereColumnsStand(place)) return undefined
  const columns = listed('field', commonFirst(place.columns))
  if (!isWritten && !isAsked) return offer(columns)
  const names = [...place.lets.keys()].map((text) => ({ text, kind: 'name' }) as const)
  const isSummary = isName(place.operator[0]) && /^(?:summarize|make-series)$/.test(place.operator[0].text)
  const isGrouped = isSummary && indexOfName(place.operator, 'by') > 0
  const summed = isSummary && !isGrouped ? aggregates : []
  const first = place.inner ? [...columns, ...names, ...summed] : [...summed, ...columns, ...names]
  return offer([...first, ...functions, ...words])
}

/** What alone may stand at a place; whether it is offered before anything is written. */
interface OwnWords {
  readonly items: readonly Completion[]
  readonly isAtOnce: boolean
}

function ownWords(place: Place): OwnWords | undefined {
  const { operator, items, inner, before, isPiped, columns } = place
  const [first] = operator
  const last = items.at(-1)
  const at = (list: readonly Completion[], isAtOnce = true): OwnWords => ({ items: list, isAtOnce })
  const tables = [...listed('table', ['Events']), ...tablesOf(place)]
  if (!inner && operator.length === 0)
    return isPiped ? at(operators) : at([...tables, ...starts], place.word !== '')
  if (isName(before, 'typeof')) return at(listed('word', typeNames))
  if (!isPiped && !inner && isName(first, 'let') && operator.length === 3)
    return at([...tables, ...functions], false)
  if (isName(first, 'union') && !inner && !isSign(last, '=')) return at(tables)
  if (isName(first) && /^(?:join|lookup)$/.test(first.text) && !inner) {
    const on = indexOfName(operator, 'on')
    if (on > 0) return at(listed('field', columns), isName(last, 'on') || isSign(last, ','))
    if (isSign(last, '=')) return at(listed('word', joinKinds))
    if (operator.length === 1) return at([...listed('word', ['kind=']), ...tables])
    return isGroup(last) || isTable(last, place) ? at(listed('word', ['on'])) : at(tables)
  }
  if (isName(first, 'render')) return rendering(place)
  return undefined
}

const tablesOf = ({ lets }: Place): readonly Completion[] =>
  [...lets].flatMap(([text, columns]) => (columns ? [{ text, kind: 'table' } as const] : []))

const isTable = (item: Item | undefined, { lets }: Place): boolean =>
  isName(item) && (item.text === 'Events' || lets.get(item.text) !== undefined)

function rendering({ operator, items, inner, columns }: Place): OwnWords {
  const last = items.at(-1)
  if (!inner) {
    const kinds = listed('word', operator.length === 1 ? kqlVocabulary.renderings : ['with ('])
    return { items: operator.length > 2 ? [] : kinds, isAtOnce: operator.length === 1 }
  }
  const property = isSign(last, '=') ? items.at(-2) : undefined
  if (isName(property)) {
    if (property.text === 'kind') return { items: listed('word', renderLayouts), isAtOnce: true }
    return { items: /title$/.test(property.text) ? [] : listed('field', columns), isAtOnce: true }
  }
  const properties = renderProperties.map((name) => `${name}=`)
  return { items: listed('word', properties), isAtOnce: last === undefined || isSign(last, ',') }
}

/** Whether nothing but a column is likely: behind an operator, `by` and a comma. */
function isWhereColumnsStand({ operator, inner, items }: Place): boolean {
  const [first] = operator
  const last = items.at(-1)
  if (inner || !isName(first) || !takesColumns.test(first.text)) return false
  if (operator.length === 1) return !/^(?:sort|order|top|extend|summarize)$/.test(first.text)
  return isName(last, 'by') || isSign(last, ',')
}

/** What the text is that somebody writes: compared with a field, or a word of a function. */
function textAt(
  { word, from, items, before, inner, operator }: Place,
  known: Known,
): Completions | undefined {
  const begun = /^[hH]?@?["']/.exec(word)?.[0].length ?? 0
  const said = word.slice(begun)
  const offer = (values: readonly string[]) => matching(from + begun, said, listed('value', values))
  if (isName(before) && /^datetime_(?:part|diff|add)$/.test(before.text) && items.length === 0)
    return offer(timePeriods)
  const isList = inner !== undefined && isName(before) && /^!?in$/.test(before.text)
  const isListed = isList || (isGroup(inner) && isSign(before, '~'))
  const beside = isListed ? behindGroup(operator, inner) : items
  const sign = beside.at(-1)
  const isCompared =
    isSign(sign, '=') ||
    isSign(sign, '~') ||
    (isName(sign) && /^!?(?:in|has|contains|startswith|endswith)/.test(sign.text))
  if (!isCompared) return undefined
  const path = pathBefore(beside)
  return path.length > 0 ? offer(known.values(path)) : undefined
}

/** What stands before a bracket. */
const behindGroup = (items: readonly Item[], group: Item): readonly Item[] => {
  const at = items.indexOf(group)
  return at < 0 ? [] : items.slice(0, at)
}

/** The field that is compared: the names before the last signs. */
function pathBefore(items: readonly Item[]): readonly string[] {
  const isOperator = (item: Item | undefined) =>
    isSign(item, '=') || isSign(item, '!') || isSign(item, '~') || isComparison(item)
  const end = items.findLastIndex((item) => !isOperator(item))
  const target = items[end]
  // `tostring(Payload.labels.embedId) == "…"`
  if (isGroup(target) && target.open === '(' && isName(items[end - 1])) return namesAtEnd(target.items)
  return namesAtEnd(items.slice(0, end + 1))
}

const isComparison = (item: Item | undefined): boolean =>
  isName(item) && /^!?(?:in|has|contains|startswith|endswith)/.test(item.text)

/** `a.b.c` at the end. */
function namesAtEnd(items: readonly Item[]): readonly string[] {
  const names: string[] = []
  for (let at = items.length - 1; at >= 0; at -= 2) {
    const item = items[at]
    if (!isName(item)) break
    names.unshift(item.text)
    if (!isSign(items[at - 1], '.')) break
  }
  return names
}

/** The names before the dot that is written behind. */
function pathOf({ items }: Place): readonly string[] | undefined {
  return isSign(items.at(-1), '.') ? namesAtEnd(items.slice(0, -1)) : undefined
}
