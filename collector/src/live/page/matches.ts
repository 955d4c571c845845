import type { LiveEvent } from '../../event.ts'
import { kindOf } from '../../kind-of.ts'
import { labelsOf } from './labels-of.ts'

/** Whether an event's type, labels, page or visitor contain every word of the filter, in any case. */
export function matches(event: LiveEvent, filter: string): boolean {
  const { visitor = '', page = '' } = event
  const { category, action } = kindOf(event)
  const text = [`${category}/${action}`, visitor, page, ...labelsOf(event).flat()].join('\n').toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
