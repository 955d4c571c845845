import type { StoredEvent } from '../../model/event.ts'
import { fieldsOf } from '../../model/fields-of.ts'
import { writeQuery } from '../write-query.ts'

/**
 * Writes an event of Kaltura's as a query string: all parameters that came, as they came.
 *
 * @param given - names that the address has already
 */
export const writeKaltura = ({ payload }: StoredEvent, given: ReadonlySet<string> = new Set()): string =>
  writeQuery(
    Object.entries(fieldsOf(payload)).flatMap(([name, value]) =>
      given.has(name) ? [] : [value].flat().map((each) => [name, each] as const),
    ),
  )
