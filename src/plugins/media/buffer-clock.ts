import { interval } from './interval.ts'
import { now, seconds } from './seconds.ts'

export interface BufferClock {
  readonly start: () => void
  readonly stop: () => void
  /** What events say of it. */
  readonly facts: () => { readonly bufferTime: number; readonly bufferTimeSum: number }
  /** From now on `bufferTime` counts anew. */
  readonly restart: () => void
}

/** Counts the time that was spent waiting for data, and says when that begins and ends. */
export const createBufferClock = (say: (name: string, facts: object) => void): BufferClock => {
  let since: number | undefined
  let stopped = 0
  let earlier = 0
  const sum = (): number => stopped + (since == null ? 0 : now() - since)
  const facts: BufferClock['facts'] = () => ({
    bufferTime: seconds(Math.min(interval, sum() - earlier)),
    bufferTimeSum: seconds(sum()),
  })

  return {
    facts,
    start() {
      if (since != null) return
      since = now()
      say('bufferStart', facts())
    },
    stop() {
      if (since == null) return
      stopped = sum()
      since = undefined
      say('bufferEnd', facts())
    },
    restart() {
      earlier = sum()
    },
  }
}
