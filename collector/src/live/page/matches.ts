import type { LiveEvent } from '../../event.ts'
import { labelsOf } from './labels-of.ts'

/** Whether an event's type, labels, page or visitor contain every word of the filter, in any case. */
export function matches({ type, visitor = '', page = '', payload }: LiveEvent, filter: string): boolean {
  const text = [type, visitor, page, ...labelsOf(payload).flat()].join('\n').toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
