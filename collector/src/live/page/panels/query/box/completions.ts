import { eventColumns } from '../../../../../query/event-columns.ts'
import { odataVocabulary } from '../../../../../query/vocabulary.ts'
import { type Completions, type Known, listed, matching } from './completion.ts'
import { kqlCompletions } from './kql/kql-completions.ts'

const fields = listed('field', Object.keys(eventColumns))
const odataItems = [
  ...listed('function', odataVocabulary.functions),
  ...listed('word', odataVocabulary.words),
]

/** Strings that are closed; one that is open is left. */
const closed = /'(?:[^'\n])*'|"(?:[^"\n])*"/g

/**
 * @param isAsked - whether somebody asked for them, and not only typed
 * @returns undefined where there is nothing to say, or the word is whole
 */
export const completionsAt = (
  language: 'kql' | 'odata',
  text: string,
  caret: number,
  known: Known,
  isAsked = false,
): Completions | undefined => {
  const before = text.slice(0, caret)
  return language === 'kql'
    ? kqlCompletions(before, known, isAsked)
    : odataCompletions(before, known, isAsked)
}

function odataCompletions(before: string, known: Known, isAsked: boolean): Completions | undefined {
  const compared = /([A-Za-z_]\w*(?:[./]\w+)*)\s+(?:eq|ne|in\s*\()\s*(['"])([^'"\n]*)$/.exec(before)
  if (compared) {
    const [, path, , word] = compared
    return matching(before.length - word!.length, word!, listed('value', known.values(path!.split(/[./]/))))
  }
  if (/['"]/.test(before.replace(closed, ''))) return undefined
  const path = /[A-Za-z_]\w*(?:[./]\w*)+$/.exec(before)?.[0].split(/[./]/)
  if (path) {
    const word = path.at(-1)!
    return matching(before.length - word.length, word, listed('field', known.keys(path.slice(0, -1))))
  }
  const word = /[A-Za-z_]\w*$/.exec(before)?.[0] ?? ''
  if (word === '' && !isAsked) return undefined
  return matching(before.length - word.length, word, [...fields, ...odataItems])
}
