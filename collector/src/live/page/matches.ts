import type { LiveEvent } from '../../event.ts'
import { labelsOf } from './labels-of.ts'

/** Whether an event's type, labels, page or visitor contain every word of the filter, in any case. */
export function matches(event: LiveEvent, filter: string): boolean {
  const { type, visitor = '', page = '' } = event
  const text = [type, visitor, page, ...labelsOf(event).flat()].join('\n').toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
