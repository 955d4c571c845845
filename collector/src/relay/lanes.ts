import type { LiveEvent } from '../model/event.ts'

/** An event that is to be sent. */
export interface Entry {
  readonly id: string
  readonly line: string
  /** Characters, by which packs are bounded: at most as many as bytes, and at least a third. */
  readonly bytes: number
}

/**
 * Which of so many lanes an event takes: events of one sender, and of one visitor where no sender is known, are sent one
 * after the other.
 */
export function laneOf({ sender, visitor, session, id }: LiveEvent, lanes: number): number {
  if (lanes === 1) return 0
  const text = sender ?? visitor ?? session ?? id
  let hash = 0
  for (let at = 0; at < text.length; at += 1) hash = (hash * 31 + text.charCodeAt(at)) | 0
  return (hash >>> 0) % lanes
}

/** How many entries from a place on fit in one request: one at least. */
export function packSize(
  entries: readonly Entry[],
  from: number,
  limits: { readonly events: number; readonly bytes: number },
): number {
  let bytes = 2
  let size = 0
  for (const entry of entries.slice(from, from + limits.events)) {
    bytes += entry.bytes + 1
    if (size > 0 && bytes > limits.bytes) break
    size += 1
  }
  return size
}
