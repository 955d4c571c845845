import type { Issue, Line, Outbox } from '../types.ts'

/** How many lines may wait: some hundred kilobytes. */
const capacity = 5_000

/** An outbox in memory: it lasts as long as the page. Reports each event it had to drop for want of room. */
export const memoryOutbox = (report: (issue: Issue) => void): Outbox => {
  let waiting: Line[] = []
  return {
    put(line) {
      if (waiting.push(line) > capacity) {
        waiting.shift()
        report({ reason: 'outbox-full' })
      }
    },
    take() {
      const taken = waiting
      waiting = []
      return taken
    },
    remove() {},
    release(lines) {
      waiting.unshift(...lines)
    },
  }
}
