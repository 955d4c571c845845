import { isIPv6 } from 'node:net'

export interface Attempts {
  /** @returns seconds until this address may try again; 0: now */
  wait(address: string): number
  failed(address: string): void
}

/** Failures of one address in so many milliseconds, and addresses that are remembered. */
const limits = { failures: 10, window: 60_000, addresses: 10_000 }

/**
 * Counts failed logins by address, so that keys cannot be tried one after the other.
 *
 * @param now - milliseconds, by a clock that only rises
 */
export function createAttempts(now: () => number = () => performance.now()): Attempts {
  const failures = new Map<string, { count: number; readonly until: number }>()

  const current = (address: string) => {
    const found = failures.get(networkOf(address))
    return found !== undefined && found.until > now() ? found : undefined
  }

  return {
    wait(address) {
      const { count, until } = current(address) ?? { count: 0, until: 0 }
      return count < limits.failures ? 0 : Math.ceil((until - now()) / 1000)
    },
    failed(address) {
      const network = networkOf(address)
      const entry = current(address) ?? { count: 0, until: now() + limits.window }
      entry.count += 1
      // Taken out and put in again it is the last: a Map keeps the order of insertion.
      failures.delete(network)
      failures.set(network, entry)
      if (failures.size > limits.addresses) failures.delete(failures.keys().next().value!)
    },
  }
}

/** Whoever has one IPv6 address has the 2^64 around it. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [before = '', after] = address.toLowerCase().split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const zeros = after === undefined ? [] : Array<string>(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}
