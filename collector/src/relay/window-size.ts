import type { Target } from './target.ts'

/** Bytes of lines that are read ahead, about. */
const mostBytes = 4 * 1024 * 1024

/** How many events are read ahead: enough for all lanes to be busy, and no more than memory has room for. */
export interface WindowSize {
  readonly events: number
  /** A window was sent. @param bytes - of its lines */
  sent(bytes: number): void
}

/** @param atOnce - events of one request */
export function createWindowSize({ parallel }: Pick<Target, 'parallel'>, atOnce: number): WindowSize {
  const largest = Math.min(600, parallel * Math.max(atOnce * 2, 16))
  let events = parallel * 8
  return {
    get events() {
      return events
    },
    sent(bytes) {
      events = bytes > mostBytes ? Math.ceil(events / 4) : Math.min(events * 2, largest)
    },
  }
}
