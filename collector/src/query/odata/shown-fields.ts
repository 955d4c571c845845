import { sourceColumns } from '../columns.ts'
import type { Query, Step } from '../tree.ts'
import { expressionsOf, operandsOf, type Part } from '../walk.ts'

/** What the Profile Store's events do not have: it is answered to who asks for it by name. */
const ours: readonly string[] = ['ReceivedTime', 'OriginalTime', 'TrafficType']

/** The fields of an answer: those that were selected, or the Profile Store's, as its clients know them, and those of ours that the question names. */
export function shownFields(query: Query): Step {
  const selected = query.find((step) => step.kind === 'project')
  if (selected) return selected
  const named = new Set(query.flatMap(expressionsOf).flatMap(namesIn))
  return {
    kind: 'project',
    columns: sourceColumns
      .filter(({ name }) => !ours.includes(name) || named.has(name))
      .map(({ name, type }) => ({ name, value: { kind: 'field', name, type } })),
  }
}

const namesIn = (expression: Part): readonly string[] =>
  'kind' in expression && expression.kind === 'field'
    ? [expression.name]
    : operandsOf(expression).flatMap(namesIn)
