import type { LiveEvent } from '../model/event.ts'
import { type Entry, laneOf } from './lanes.ts'
import { isFor, type Target } from './target.ts'
import type { Upstream } from './upstreams/upstream.ts'

export interface SortTools {
  refuse(id: string, reason: string): void
  skip(id: string): void
}

/** Writes events as the service takes them, and says which it is not sent. */
export interface Sorter {
  /** Undefined where the service cannot take it, which is noted then. */
  write(event: LiveEvent): Entry | undefined
  /** What of a window is to be sent, by so many lanes. */
  sort(events: readonly LiveEvent[], lanes: number): Entry[][]
}

export function createSorter(target: Target, upstream: Upstream, { refuse, skip }: SortTools): Sorter {
  const wanted = isFor(target)

  const write = (event: LiveEvent): Entry | undefined => {
    const written = upstream.write(event)
    if ('unwritable' in written) {
      refuse(event.id, written.unwritable)
      return undefined
    }
    const bytes = Buffer.byteLength(written.line)
    // Around one there are two bytes.
    if (bytes + 2 <= upstream.limits.bytes) return { id: event.id, line: written.line, bytes }
    refuse(event.id, 'it is larger than the service takes')
    return undefined
  }

  return {
    write,
    sort(events, count) {
      const lanes = Array.from({ length: count }, (): Entry[] => [])
      for (const event of events) {
        if (!wanted(event)) skip(event.id)
        else {
          const entry = write(event)
          if (entry !== undefined) lanes[laneOf(event, count)]!.push(entry)
        }
      }
      return lanes
    },
  }
}
