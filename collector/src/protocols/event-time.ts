import type { StoredEvent } from '../model/event.ts'

/** Milliseconds that a clock may be ahead: it may have been set to another zone, and by hand. */
const tolerance = 24 * 3_600_000

/**
 * When an event happened. A time further ahead than clocks are is no time of anything: the event counts as having
 * happened when it came, and what it said is kept beside. A time long ago is believed: devices are offline, and histories
 * are brought in.
 *
 * @param claimed - milliseconds since the epoch, by the sender's clock
 * @param received - the same by the collector's clock
 * @param fraction - what is below, in 100 ns
 */
export const eventMoment = (
  claimed: number,
  received: number,
  fraction?: number,
): Pick<StoredEvent, 'time' | 'fraction' | 'original'> => {
  if (claimed > received + tolerance) return { time: received, original: claimed }
  return fraction === undefined ? { time: claimed } : { time: claimed, fraction }
}
