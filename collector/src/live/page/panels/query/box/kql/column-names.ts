import { kqlVocabulary } from '../../../../../../query/vocabulary.ts'
import { type Item, isGroup, isName, isSign, splitAt } from './kql-tree.ts'

/** What a list of columns names, as Kusto calls those without a name. @param known - what `*` stands for */
export const columnNames = (items: readonly Item[], known: readonly string[]): readonly string[] =>
  splitAt(items, ',').flatMap((each) => namesOf(each, known))

/** Functions whose result is called as what they are given. */
const transparent =
  /^(?:bin|floor|bin_at|startof\w+|endof\w+|to(?:string|int|long|real|double|bool|boolean|datetime|timespan|dynamic)|parse_json|parsejson|take_any)$/

const aggregates: readonly string[] = kqlVocabulary.aggregates

const prefixes: Readonly<Record<string, string>> = {
  make_list: 'list_',
  make_list_if: 'list_',
  make_set: 'set_',
  make_set_if: 'set_',
  make_bag: 'bag_',
  make_bag_if: 'bag_',
}

function namesOf(items: readonly Item[], known: readonly string[]): readonly string[] {
  const [first, second] = items
  if (isSign(first, '*')) return known
  if (isName(first) && isSign(second, '=') && !isSign(items[2], '=')) return [first.text]
  if (isGroup(first) && isSign(second, '=')) return columnNames(first.items, known)
  if (!isName(first)) return []
  if (!isGroup(second) || second.open !== '(') return [pathOf(items)]
  const given = splitAt(second.items, ',')
  const [of = ''] = namesOf(given[0] ?? [], [])
  if (/^arg_m(?:ax|in)$/.test(first.text) || (first.text === 'take_any' && given.length > 1))
    return given.flatMap((each) => namesOf(each, known))
  if (transparent.test(first.text)) return of ? [of] : []
  if (/^percentiles?$/.test(first.text))
    return given.slice(1).map((each) => `percentile_${of}_${textOf(each[0]).replace('.', '_')}`)
  if (/^(?:count|countif|count_distinct)$/.test(first.text)) return [`${first.text}_`]
  // Any other is `Column1` and so on, which nobody means to write.
  if (!aggregates.includes(first.text) || items.length > 2) return []
  return [`${prefixes[first.text] ?? `${first.text}_`}${of}`]
}

/** `Payload.labels.embedId` is called `Payload_labels_embedId`. */
function pathOf(items: readonly Item[]): string {
  const names: string[] = []
  for (const [at, item] of items.entries()) {
    if (isName(item) && (at === 0 || isSign(items[at - 1], '.'))) names.push(item.text)
    else if (isGroup(item) && item.open === '[') names.push(textOf(item.items[0]).replaceAll(/\W/g, ''))
    else if (!isSign(item, '.')) break
  }
  return names.join('_')
}

const textOf = (item: Item | undefined): string => (item && !isGroup(item) ? item.text : '')
