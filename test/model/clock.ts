const realImmediate = globalThis.setImmediate

/** Lets all promises come to rest. */
export const settle = (): Promise<void> => new Promise((done) => realImmediate(done))

/** Longer waits than this are none: clocks of browsers count in 32 bits. */
const longest = 2 ** 31 - 1

export interface Clock {
  /** What the device says, in ms since the epoch. Users set it. */
  now(): number
  /** Time that has passed, in ms. Nobody sets that. */
  elapsed(): number
  /** Sets the device's clock forward, or back. */
  set(ms: number): void
  /** Whether that was done. */
  wasSet(): boolean
  /** @returns takes the timer back */
  after(ms: number, work: () => void): () => void
  /** Lets time pass, and everything happen that is due meanwhile. */
  pass(ms: number): Promise<void>
}

/** A clock that stands still until it is told to pass. */
export const createClock = (): Clock => {
  const timers = new Set<{ readonly due: number; readonly work: () => void }>()
  let passed = 0
  let ahead = 0
  let wasSet = false

  const next = () => {
    let first: { readonly due: number; readonly work: () => void } | undefined
    for (const timer of timers) if (!first || timer.due < first.due) first = timer
    return first
  }

  return {
    now: () => 1_795_000_000_000 + passed + ahead,
    elapsed: () => passed,
    set(ms) {
      ahead += ms
      wasSet = true
    },
    wasSet: () => wasSet,
    after(ms, work) {
      const timer = { due: passed + (ms > 0 && ms <= longest ? ms : 0), work }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async pass(ms) {
      const end = passed + ms
      await settle()
      for (let timer = next(); timer && timer.due <= end; timer = next()) {
        passed = timer.due
        timers.delete(timer)
        timer.work()
        await settle()
      }
      passed = end
    },
  }
}
