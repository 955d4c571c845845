import type { LiveEvent } from '../../../../model/event.ts'
import { kindOf } from '../../../../model/kind.ts'
import { followed, followWord } from './follow-words.ts'
import { labelsOf } from './labels-of.ts'

/**
 * Whether an event's type, labels, page or visitor contain every word of the filter, in any case. `visitor:V1` and
 * `session:S1` are met by no other id, and in no other case.
 */
export function matches(event: LiveEvent, filter: string): boolean {
  const { visitor = '', page = '' } = event
  const { category, action } = kindOf(event)
  const text = [`${category}/${action}`, visitor, page, ...labelsOf(event).flat()].join('\n').toLowerCase()
  const isMet = (word: string): boolean => {
    const who = followed.find((each) => word.startsWith(`${each}:`))
    return who ? word === followWord(event, who) : text.includes(word.toLowerCase())
  }
  return filter.split(/\s+/).every(isMet)
}
