import { attempt } from '../lib/attempt.ts'
import type { Wire } from '../types.ts'

/**
 * Has every address go through a function before it is written: that of the embedding page, and each in an event, which
 * is any text that begins like one. The function gets what the option `parameters` has left of it.
 *
 * @example
 * createTracker({ collector, wire: cleanAddresses(rivet(), onlyParameters('utm_source')) })
 */
export const cleanAddresses = <Event>(wire: Wire<Event>, clean: (address: string) => string): Wire<Event> => {
  const cleaned = (text: string): string => (/^https?:/i.test(text) ? clean(text) : text)
  return {
    ...wire,
    encode: (event, moment) =>
      wire.encode(event, {
        ...moment,
        page: moment.page && clean(moment.page),
        clean: (text) => cleaned(moment.clean?.(text) ?? text),
      }),
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
