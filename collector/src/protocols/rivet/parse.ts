import { formText } from '../form-text.ts'
import type { Rejection } from '../rejection.ts'
import { type RivetLetter, rivetParameters } from './parameters.ts'

/** The values of a query string by their letters, decoded but not yet checked. */
export type RivetFields = { readonly [Letter in RivetLetter]?: string }

const letters: ReadonlyMap<string, RivetLetter> = new Map(
  rivetParameters.map(({ letter }) => [letter, letter]),
)

/**
 * Reads the known parameters of one query string; unknown ones are passed over.
 *
 * @param shared - what is given already; a parameter that stands here and there is an error
 */
export function parseRivet(query: string, shared: RivetFields = {}): RivetFields | Rejection {
  const fields: { [Letter in RivetLetter]?: string } = { ...shared }
  for (let start = 0; start < query.length; ) {
    const separator = query.indexOf('&', start)
    const end = separator < 0 ? query.length : separator
    if (end === start) {
      start += 1
      continue
    }
    // Looked for in this piece alone: each look to the end of a line without any would take square time.
    const piece = query.slice(start, end)
    const equals = piece.indexOf('=')
    const nameEnd = equals < 0 ? end : start + equals
    const name = query.slice(start, nameEnd)
    const letter = letters.get(name) ?? letters.get(formText(name) ?? '')
    const text = query.slice(nameEnd + 1, end)
    if (letter === 'h') {
      // What cannot be read of a ledger stays as it came, for its own check to reject: it must cost no event.
      const value = formText(text) ?? text
      fields.h = fields.h === undefined ? value : `${fields.h}&${value}`
    } else if (letter !== undefined) {
      if (fields[letter] !== undefined) {
        const error =
          shared[letter] === undefined ? 'is given twice' : 'is given both in the shared part and here'
        return { parameter: letter, error: `${letter} ${error}` }
      }
      const value = formText(text)
      if (value === undefined) return { parameter: letter, error: `${letter} is not percent-encoded UTF-8` }
      fields[letter] = value
    }
    start = end + 1
  }
  return fields
}
