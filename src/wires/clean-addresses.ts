import { attempt } from '../lib/attempt.ts'
import { isFields } from '../lib/is-fields.ts'
import type { Wire } from '../types.ts'

/**
 * Has every address go through a function before it is written: that of the embedding page, and each in an event, which
 * is any text that begins like one.
 *
 * @example
 * createTracker({ collector, wire: cleanAddresses(rivet(), onlyParameters('utm_source', 'utm_campaign')) })
 */
export const cleanAddresses = <Event>(wire: Wire<Event>, clean: (address: string) => string): Wire<Event> => {
  const cleaned = (value: unknown): unknown => {
    if (typeof value === 'string') return /^https?:/i.test(value) ? clean(value) : value
    if (Array.isArray(value)) return value.map(cleaned)
    if (!isFields(value)) return value
    return Object.fromEntries(Object.entries(value).map(([field, inside]) => [field, cleaned(inside)]))
  }
  return {
    ...wire,
    encode: (event, moment) =>
      wire.encode(cleaned(event) as Event, { ...moment, page: moment.page && clean(moment.page) }),
  }
}

/** Of an address only these parameters, and nothing after `#`. An address that cannot be read is left out. */
export const onlyParameters =
  (...names: readonly string[]) =>
  (address: string): string => {
    const url = attempt(() => new URL(address))
    if (!url) return ''
    for (const name of [...url.searchParams.keys()]) {
      if (!names.includes(name)) url.searchParams.delete(name)
    }
    url.hash = ''
    return url.href
  }
