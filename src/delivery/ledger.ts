/** Adds to one of a ledger's counts. */
export type Count = (what: string, events?: number) => void

/** Counts what becomes of events. */
export const createLedger = (): {
  readonly counts: Readonly<Record<string, number>>
  readonly count: Count
} => {
  const counts: Record<string, number> = {}
  return {
    counts,
    count(what, events = 1) {
      counts[what] = (counts[what] ?? 0) + events
    },
  }
}
