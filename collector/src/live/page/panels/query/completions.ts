import { eventColumns } from '../../../../query/event-columns.ts'
import { kqlVocabulary, odataVocabulary } from '../../../../query/vocabulary.ts'

/** What may be written where the cursor is. */
export interface Completion {
  readonly text: string
  readonly kind: 'operator' | 'function' | 'aggregate' | 'field' | 'name' | 'word'
}

export interface Completions {
  /** Where the word begins that they would take the place of. */
  readonly from: number
  readonly items: readonly Completion[]
}

/** More than a person reads. */
const maxItems = 8

const fields: readonly Completion[] = Object.keys(eventColumns).map((text) => ({ text, kind: 'field' }))

const listed = (kind: Completion['kind'], texts: readonly string[]): readonly Completion[] =>
  texts.map((text) => ({ text, kind }))

const operators = listed('operator', [...kqlVocabulary.operators, 'render'])
const aggregates = listed('aggregate', kqlVocabulary.aggregates)
const functions = listed('function', [...kqlVocabulary.functions, ...kqlVocabulary.rows])
const renderings = listed('word', kqlVocabulary.renderings)
const kqlWords = listed('word', [
  ...kqlVocabulary.words,
  ...kqlVocabulary.starts,
  'and',
  'or',
  'by',
  'asc',
  'desc',
  'true',
  'false',
])
const odataItems = [
  ...listed('function', odataVocabulary.functions),
  ...listed('word', odataVocabulary.words),
]

/** Strings and comments that are closed; one that is open is left. */
const closed = /@?'(?:[^'\\\n]|\\.)*'|@?"(?:[^"\\\n]|\\.)*"|\/\/.*(?=\n)/g
const isInText = (before: string): boolean => /['"]|\/\//.test(before.replace(closed, ''))

/**
 * @param keysOf - what is at a path of an event's field: `['Payload', 'labels']`
 * @param isAsked - whether somebody asked for them, and not only typed
 * @returns undefined where there is nothing to say, or the word is whole
 */
export function completionsAt(
  language: 'kql' | 'odata',
  text: string,
  caret: number,
  keysOf: (path: readonly string[]) => readonly string[],
  isAsked = false,
): Completions | undefined {
  const before = text.slice(0, caret)
  if (isInText(before)) return undefined
  const path = /[A-Za-z_]\w*(?:[./]\w*)+$/.exec(before)?.[0].split(/[./]/)
  if (path) return matching(caret, path.at(-1)!, listed('field', keysOf(path.slice(0, -1))))
  const isOperator = language === 'kql' && /\|\s*[\w-]*$/.test(before)
  const word = /[A-Za-z_!][\w-]*$/.exec(before)?.[0] ?? ''
  if (word === '' && !isAsked && !isOperator) return undefined
  if (isOperator) return matching(caret, word, operators)
  if (language === 'odata') return matching(caret, word, [...fields, ...odataItems])
  if (/\|\s*render\s+\w*$/.test(before)) return matching(caret, word, renderings)
  const isSummary = /\b(?:summarize|make-series)\b[^|]*$/.test(before)
  const items = [...fields, ...namesIn(text), ...(isSummary ? aggregates : []), ...functions, ...kqlWords]
  return matching(caret, /[A-Za-z_!]\w*$/.exec(word)?.[0] ?? '', items)
}

/** What the query itself has given a name to. */
const namesIn = (text: string): readonly Completion[] =>
  listed(
    'name',
    Array.from(text.matchAll(/\b([A-Za-z_]\w*)\s*=(?![=~])/g), ([, name]) => name!),
  )

/** Those that begin with it before those that hold it; nothing where it is one of them already. */
function matching(caret: number, word: string, all: readonly Completion[]): Completions | undefined {
  const wanted = word.toLowerCase()
  const known = new Map(all.toReversed().map((item) => [item.text, item]))
  if (known.has(word)) return undefined
  const unique = [...known.values()].toReversed()
  const starting = unique.filter(({ text }) => text.toLowerCase().startsWith(wanted))
  const holding = unique.filter(
    (item) => !starting.includes(item) && item.text.toLowerCase().includes(wanted),
  )
  const items = [...starting, ...(wanted.length > 2 ? holding : [])].slice(0, maxItems)
  return items.length > 0 ? { from: caret - word.length, items } : undefined
}
