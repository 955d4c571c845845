import { elapsedMs } from '../../lib/elapsed-ms.ts'

/** Seconds to the millisecond: what comes after is noise of the media clock. */
export const seconds = (time: number): number => Math.round(time * 1000) / 1000

/** Seconds on a clock that nobody sets. */
export const now = (): number => elapsedMs() / 1000
