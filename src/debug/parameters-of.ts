import { attempt } from '../lib/attempt.ts'
import { isFields } from '../lib/is-fields.ts'
import type { Parameter } from './entry.ts'
import { textOf } from './text-of.ts'

/** Parameters that are kept of one event. */
const maxCount = 100

const fieldsOf = (value: unknown): [name: string, value: unknown][] =>
  attempt(() => (isFields(value) ? Object.entries(value).slice(0, maxCount) : [])) ?? []

/** What was given, by name; what is inside of a field by both names, as in `labels.embedId`. */
export const parametersOf = (given: unknown): Parameter[] =>
  fieldsOf(given)
    .flatMap(([name, value]) => {
      const inside = fieldsOf(value).map(([innerName, inner]) => [`${name}.${innerName}`, inner] as const)
      return inside[0] ? inside : [[name, value] as const]
    })
    .filter(([, value]) => value !== undefined)
    .slice(0, maxCount)
    .map(([name, value]) => [textOf(name), textOf(value)])
