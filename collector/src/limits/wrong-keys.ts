import { createLastMinute } from './last-minute.ts'

/** Counts wrong keys by the address that tries them, so that they cannot be tried one after the other. */
export interface WrongKeys {
  /** @returns seconds until this address may try again, 0 when it may now */
  wait(address: string): number
  count(address: string): void
}

/** Wrong keys a minute from one address. */
const maxWrongKeys = 10

/** Addresses that are remembered. */
const addresses = 10_000

export function createWrongKeys(): WrongKeys {
  const minute = createLastMinute([maxWrongKeys], addresses)
  return {
    wait: (address) => minute.wait(address, [1]),
    count: (address) => minute.add(address, [1]),
  }
}
