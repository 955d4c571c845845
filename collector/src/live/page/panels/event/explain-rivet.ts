import type { LiveEvent } from '../../../../model/event.ts'
import { eventParameters } from '../../../../protocols/rivet/parameters.ts'
import type { Explanation } from './explanation.ts'
import { parameterValues } from './parameter-values.ts'

/** Parameters that hold a structure. */
const structured = ['qualifiers', 'conversion']

export function explainRivet(event: LiveEvent): Explanation[] {
  const values = parameterValues(event)
  return eventParameters.map(({ letter, name, meaning }) => {
    const value = values.get(name)
    return {
      letter,
      name,
      meaning,
      values: value ? [value.text] : [],
      note: value?.note,
      isRison: structured.includes(name),
    }
  })
}
