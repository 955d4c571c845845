import type { StoredEvent } from '../../model/event.ts'
import { fieldsOf } from '../../model/fields-of.ts'
import { writeQuery } from '../write-query.ts'
import { writeRison } from './write-rison.ts'

/**
 * Writes an event of Rivet's as a query string, in the order in which the SDK writes it to a service that takes one event an
 * address. The key is not written: the documented API does not know it.
 */
export function writeRivet({ payload, time, original = time, visitor, session, page }: StoredEvent): string {
  const { category, action, labels, organization, source, duration, conversion, qualifiers } =
    fieldsOf(payload)
  const [[l1, v1] = [], [l2, v2] = []] = Object.entries(fieldsOf(labels))
  return writeQuery([
    ['d', Math.floor(original / 1000)],
    ['c', category],
    ['a', action],
    ['l1', l1],
    ['v1', v1],
    ['l2', l2],
    ['v2', v2],
    ['t', duration],
    ['x', structure(conversion)],
    ['q', structure(qualifiers)],
    ['u', visitor],
    ['i', session],
    ['o', implied(organization)],
    ['r', implied(source)],
    ['rr', page],
  ])
}

/** 1 is what every reader assumes. */
const implied = (id: unknown) => (id === 1 ? undefined : id)

/** What could be read as Rison was stored as what it says. */
const structure = (value: unknown) =>
  typeof value === 'object' && value !== null ? writeRison(value) : value
