import { formText } from '../form-text.ts'
import type { Rejection } from '../rejection.ts'
import { type RivetLetter, rivetParameters } from './parameters.ts'

/** The values of a query string, decoded but not yet checked: each in the place that its parameter has in the table. */
export type RivetFields = readonly (string | undefined)[]

const places: ReadonlyMap<string, number> = new Map(rivetParameters.map(({ letter }, at) => [letter, at]))

/** Where a parameter's value is. */
export const placeOf = (letter: RivetLetter): number => places.get(letter)!

const ledgerPlace = placeOf('h')

const nothing: RivetFields = rivetParameters.map(() => undefined)

const codeOf = (character: string): number => character.charCodeAt(0)
const [and, equalsSign, percent, plus] = [codeOf('&'), codeOf('='), codeOf('%'), codeOf('+')]
const unreadable = codeOf('\ufffd')

/**
 * Reads the known parameters of one query string; unknown ones are passed over. Each character is looked at once: this is
 * done for every line of every batch.
 *
 * @param shared - what is given already; a parameter that stands here and there is an error
 */
export function parseRivet(query: string, shared: RivetFields = nothing): RivetFields | Rejection {
  const fields = shared.slice()
  let start = 0
  let equals = -1
  let isPlain = true
  for (let end = 0; end <= query.length; end += 1) {
    const code = end < query.length ? query.charCodeAt(end) : and
    if (code === equalsSign) {
      if (equals < 0) equals = end
    } else if (code === percent || code === plus || code === unreadable) {
      isPlain = false
    } else if (code === and) {
      if (end > start) {
        const name = query.slice(start, equals < 0 ? end : equals)
        const text = equals < 0 ? '' : query.slice(equals + 1, end)
        const rejection = enter(fields, shared, name, text, isPlain)
        if (rejection !== undefined) return rejection
      }
      start = end + 1
      equals = -1
      isPlain = true
    }
  }
  return fields
}

/** @param isPlain - whether name and text say what they are, and are not encoded */
function enter(
  fields: (string | undefined)[],
  shared: RivetFields,
  name: string,
  text: string,
  isPlain: boolean,
): Rejection | undefined {
  const place = places.get(name) ?? (isPlain ? undefined : places.get(formText(name) ?? ''))
  if (place === undefined) return undefined
  const value = isPlain ? text : formText(text)
  if (place === ledgerPlace) {
    // What cannot be read of a ledger stays as it came, for its own check to reject: it must cost no event.
    const before = fields[place]
    fields[place] = before === undefined ? (value ?? text) : `${before}&${value ?? text}`
    return undefined
  }
  const { letter } = rivetParameters[place]!
  if (fields[place] !== undefined) {
    const error = shared[place] === undefined ? 'is given twice' : 'is given both in the shared part and here'
    return { parameter: letter, error: `${letter} ${error}` }
  }
  if (value === undefined) return { parameter: letter, error: `${letter} is not percent-encoded UTF-8` }
  fields[place] = value
  return undefined
}
