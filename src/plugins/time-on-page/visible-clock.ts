import { elapsedMs } from '../../lib/elapsed-ms.ts'

/** Counts the time in which it runs and somebody is active. */
export interface VisibleClock {
  readonly run: (isRunning: boolean) => void
  readonly active: () => void
  /** @returns the whole ms since it was asked last */
  readonly take: () => number
}

/** @param idle - ms without activity after which it stands still */
export const createVisibleClock = (idle: number): VisibleClock => {
  let isRunning = false
  let sum = 0
  let since = 0
  let end = 0
  const count = (): number => {
    const now = elapsedMs()
    if (isRunning) sum += Math.max(0, Math.min(now, end) - since)
    since = now
    return now
  }
  const active = (): void => {
    end = count() + idle
  }
  return {
    active,
    run(is) {
      active()
      isRunning = is
    },
    take() {
      count()
      const whole = Math.floor(sum)
      sum -= whole
      return whole
    },
  }
}
