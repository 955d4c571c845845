export interface Attempts {
  /** @returns seconds until this client may try again; 0: now */
  wait(client: string): number
  failed(client: string): void
}

/** Failures of one client in so many milliseconds, and clients that are remembered. */
const limits = { failures: 10, window: 60_000, clients: 10_000 }

/**
 * Counts failed logins by client, so that keys cannot be tried one after the other.
 *
 * @param now - milliseconds, by a clock that only rises
 */
export function createAttempts(now: () => number = () => performance.now()): Attempts {
  const failures = new Map<string, { count: number; readonly until: number }>()

  const current = (client: string) => {
    const found = failures.get(client)
    return found !== undefined && found.until > now() ? found : undefined
  }

  return {
    wait(client) {
      const { count, until } = current(client) ?? { count: 0, until: 0 }
      return count < limits.failures ? 0 : Math.ceil((until - now()) / 1000)
    },
    failed(client) {
      const entry = current(client) ?? { count: 0, until: now() + limits.window }
      entry.count += 1
      // Taken out and put in again it is the last: a Map keeps the order of insertion.
      failures.delete(client)
      failures.set(client, entry)
      if (failures.size > limits.clients) failures.delete(failures.keys().next().value!)
    },
  }
}
