import type { LiveEvent } from '../../../../model/event.ts'
import { fieldsOf } from '../../../../model/fields-of.ts'
import { kalturaEventTypes } from '../../../../protocols/kaltura/event-types.ts'
import { kalturaParameters } from '../../../../protocols/kaltura/reference.ts'
import { dateAndTime, timecode } from '../../ui/format.ts'
import { readReferrer } from '../stream/read-referrer.ts'
import type { Explanation } from './explanation.ts'
import { textsOf } from './texts-of.ts'

/** Values that are hard to read, in words. */
const inWords: Readonly<Record<string, (value: string) => string | undefined>> = {
  eventType: (value) => kalturaEventTypes.get(Number(value))?.sentence,
  position: inMedia,
  targetPosition: inMedia,
  referrer: (value) => {
    const read = readReferrer(value)
    return read === value ? undefined : read
  },
  // The document's example has milliseconds, the answer it is taken from seconds.
  sessionStartTime: (value) =>
    /^\d{10,13}$/.test(value) ? dateAndTime(Number(value) * (value.length > 11 ? 1 : 1000)) : undefined,
}

export function explainKaltura(event: LiveEvent): Explanation[] {
  const payload = fieldsOf(event.payload)
  const names = new Set(kalturaParameters.map(({ name }) => name))
  const others = Object.keys(payload).filter((name) => !names.has(name))
  const known = kalturaParameters.flatMap(({ name, meaning, rare }) => {
    const values = textsOf(payload, name)
    // What few events have is missed in none.
    if (rare && values.length === 0) return []
    return [{ name, meaning, values, note: values[0] === undefined ? undefined : inWords[name]?.(values[0]) }]
  })
  const unknown = others.map((name) => ({
    name,
    meaning: 'Not among the documented parameters.',
    values: textsOf(payload, name),
  }))
  return [...known, ...unknown]
}

function inMedia(value: string): string | undefined {
  return /^-?\d{1,9}(\.\d+)?$/.test(value) ? timecode(Number(value)) : undefined
}
