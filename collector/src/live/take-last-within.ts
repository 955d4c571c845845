import type { LiveEvent } from '../model/event.ts'

/** Characters of JSON that go to a viewer at once: one event may be as large as a line of a batch. */
const limit = 256 * 1024

/** As many of the last events as may be shown at once. */
export function fitting(events: readonly LiveEvent[]): LiveEvent[] {
  let size = 0
  const tooOld = events.findLastIndex((event) => {
    size += JSON.stringify(event).length
    return size > limit
  })
  return events.slice(tooOld + 1)
}
