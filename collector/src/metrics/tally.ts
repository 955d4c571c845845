import { Counter, type Registry } from 'prom-client'

/** @param values - of the labels, in their order */
export type Tally = (amount: number, ...values: readonly string[]) => void

/**
 * A counter with labels that costs next to nothing where it counts: plain numbers, which prom-client hears of when somebody
 * asks. Its own counting takes microseconds, and there are several for each request.
 */
export function createTally(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly string[],
): Tally {
  const entries = new Map<string, { readonly values: readonly string[]; count: number }>()
  new Counter({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    collect() {
      this.reset()
      for (const { values, count } of entries.values()) {
        this.inc(Object.fromEntries(labelNames.map((label, at) => [label, values[at]!])), count)
      }
    },
  })
  return (amount, ...values) => {
    const key = values.join(' ')
    const entry = entries.get(key)
    if (entry === undefined) entries.set(key, { values, count: amount })
    else entry.count += amount
  }
}
