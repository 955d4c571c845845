import { listen } from '../browser/listen.ts'
import type { Issue } from '../types.ts'

/** An address without what differs from one request to the next. */
export const plainAddress = (address: string): string => address.split(/[?#]/)[0]!

/**
 * Tells which policy of the page stops requests to addresses, once of each.
 *
 * @param isOurs - whether the tracker asks there
 * @see https://w3c.github.io/webappsec-csp/#securitypolicyviolationevent
 */
export const watchPolicy = (
  isOurs: (address: string) => boolean,
  tell: (issue: Issue) => void,
  signal: AbortSignal,
): void => {
  const told = new Set<string>()
  listen(
    ['securitypolicyviolation'],
    ({ effectiveDirective: field, blockedURI, disposition }) => {
      const value = plainAddress(blockedURI)
      if (disposition !== 'enforce' || told.has(field + value) || !isOurs(value)) return
      told.add(field + value)
      tell({ reason: 'unreachable', field, value, events: 0 })
    },
    signal,
  )
}
