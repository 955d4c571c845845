import { availableParallelism } from 'node:os'

/** The collector counts as busy when its event loop is at work for so much of the time. Loaded as hard as it goes, that is all of it. */
const busyFrom = 0.5

/** Of all processors, what the relay works at most while the collector is busy. */
export const processorShare = 0.09

/**
 * Milliseconds that a request counts beside what this process works: the network's part of it is done elsewhere in the machine.
 * Measured by `npm run bench -- relay` on two processors: with it, requests of one event cost ingestion no more than batches do.
 */
const requestCost = 0.02

/** Milliseconds after which a rest is looked at anew: the collector may have become quiet. */
const slice = 200

/** Has the relay give way to a collector that is busy, whatever the relay's priority: what shares a core slows it all the same. */
export interface Pace {
  /** @param utilization - of the collector's event loop in the last moment, 0 to 1 */
  collectorIs(utilization: number): void
  /** A request was sent. */
  requested(): void
  /** Some work was done. What is done while it rests counts with the next. */
  worked(): void
  /** @returns milliseconds to rest now; 0 when there is work to be done */
  rest(): number
}

export interface PaceTools {
  readonly processors: number
  /** Milliseconds by a clock. */
  now(): number
  /** Milliseconds that this process has worked, all of it. */
  worked(): number
}

const real: PaceTools = {
  processors: availableParallelism(),
  now: () => performance.now(),
  worked() {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
}

/** One for all that a process relays: what one target has cost, all rest for. */
export function createPace({ processors, now, worked }: PaceTools = real): Pace {
  /** What a millisecond of work takes of the clock, rest and all. */
  const period = Math.max(1, 1 / (processorShare * processors))
  let isBusy = false
  let paid = worked()
  let requests = 0
  let until = 0
  return {
    collectorIs(utilization) {
      isBusy = utilization >= busyFrom
    },
    requested() {
      requests += 1
    },
    worked() {
      const own = worked() - paid
      const work = own + requests * requestCost
      paid += own
      requests = 0
      until = isBusy ? Math.max(until, now() - own) + work * period : 0
    },
    rest: () => (isBusy ? Math.min(Math.max(0, until - now()), slice) : 0),
  }
}
