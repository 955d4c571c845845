import { distance } from '../../../../../distance.ts'
import { eventColumns } from '../../../../../query/event-columns.ts'
import { kqlVocabulary, odataVocabulary } from '../../../../../query/vocabulary.ts'
import type { Place } from './kql/place-of.ts'

/** Letters of a word for each one that may be wrong in it. */
const LETTERS_A_MISTAKE = 4

const words: readonly string[] = [
  ...Object.keys(eventColumns),
  ...['Events', 'render'],
  ...Object.values(kqlVocabulary).flat(),
  ...Object.values(odataVocabulary).flat(),
]

/** The word that was probably meant, where one is near; `undefined` where what is written is a word. */
export function suggestionFor(
  word: string,
  near: Pick<Place, 'columns' | 'lets'> | undefined,
): string | undefined {
  const known = [...new Set([...(near?.columns ?? []), ...(near?.lets.keys() ?? []), ...words])]
  if (word.length < 3 || known.includes(word)) return undefined
  const lower = word.toLowerCase()
  const most = Math.max(1, Math.floor(word.length / LETTERS_A_MISTAKE))
  const [best] = known
    .map((each) => [each, distance(lower, each.toLowerCase())] as const)
    .filter(([, letters]) => letters <= most)
    .sort(([, one], [, other]) => one - other)
  return best?.[0]
}
