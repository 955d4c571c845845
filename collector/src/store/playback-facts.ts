import type { Ordered } from './playback-order.ts'
import type { PlaybackEvent } from './store.ts'

/** Events that are shown of one session; bytes of a payload that is looked into, and characters of what is read there. */
export const playbackLimits = { events: 1000, payload: 16_384, text: 64 }

/** What a playback session reads of an event's payload: its names there. */
export const playbackKeys = {
  index: 'eventIndex',
  entry: 'entryId',
  start: 'sessionStartTime',
  position: 'position',
  target: 'targetPosition',
  waited: 'bufferTime',
  speed: 'playbackSpeed',
} as const

/** An event as a store has it: missing texts are null. */
export type PlaybackRow = Pick<PlaybackEvent, 'id' | 'type' | 'received'> & {
  readonly [key in keyof typeof playbackKeys]: string | null
} & { readonly sender: string | null; readonly sequence: number | null }

/** Nothing was checked when it came: what is no number, or larger than any, is left out. */
export function playbackFacts({
  id,
  type,
  received,
  sender,
  sequence,
  entry,
  start,
  ...facts
}: PlaybackRow): Ordered & { readonly event: PlaybackEvent } {
  const numbers: { readonly [fact in keyof typeof facts]?: number } = Object.fromEntries(
    Object.entries(facts)
      .filter(([, value]) => /^-?\d{1,9}(\.\d+)?$/.test(String(value)))
      .map(([name, value]) => [name, Number(value)]),
  )
  return {
    event: { id, type, received, ...numbers },
    ...(numbers.index !== undefined && { index: numbers.index }),
    ...(entry !== null && { entry }),
    ...(start !== null && { start }),
    ...(sender !== null && sequence !== null && { sender, sequence }),
  }
}
