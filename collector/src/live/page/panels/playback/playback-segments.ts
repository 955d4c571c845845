import type { PlaybackEvent } from '../../../../store/store.ts'

/** An event at its place in the media. */
export interface Mark {
  readonly event: PlaybackEvent
  /** Seconds in the media: its own position, or the last one known. */
  readonly at: number
}

/** What was seen in one go: it ends where somebody moves to another position. */
export interface Segment {
  readonly marks: readonly Mark[]
  /** What was played, from one position to another. */
  readonly played: readonly (readonly [from: number, to: number])[]
}

/** The line of a playback session through the media. */
export interface PlaybackLine {
  /** The lowest and the highest position there is, in seconds. */
  readonly from: number
  readonly to: number
  readonly segments: readonly Segment[]
}

/** Seconds by which positions may fall without a jump: players round them, and ask for them at different times. */
const slack = 1

const begins = ['play', 'resume', 'replay', 'view']
const ends = ['pause', 'reached100', 'error']

/**
 * Where each seek was told from, as far as events before it are told from its target already: the element is there as
 * soon as somebody sets its time, and many a player asks it only then, for the seek and for the pause before it.
 *
 * @returns the places in the list from which on the media is at the target
 */
function jumpsIn(events: readonly PlaybackEvent[]): ReadonlyMap<number, number> {
  const jumps = new Map<number, number>()
  events.forEach((event, index) => {
    const { position, target } = event
    if (nameOf(event) !== 'seek' || target === undefined) return
    let first = position === target ? index : index + 1
    while (first <= index && events[first - 1]?.position === target) first -= 1
    jumps.set(first, target)
  })
  return jumps
}

/** What an event is called, without its dialect. */
export const nameOf = ({ type }: PlaybackEvent): string => type.slice(type.indexOf('/') + 1)

/**
 * Follows a session through the media, by positions alone: trackEvent has no times, and events that travel together
 * arrive at once.
 */
export function playbackLine(events: readonly PlaybackEvent[]): PlaybackLine {
  const segments: { marks: Mark[]; played: [number, number][] }[] = []
  let here = events.find(({ position }) => position !== undefined)?.position ?? 0
  let isPlaying = false
  let segment = { marks: [] as Mark[], played: [] as [number, number][] }

  const jump = (to: number) => {
    here = to
    if (segment.marks.length > 0) segments.push(segment)
    segment = { marks: [], played: [] }
  }
  const move = (to: number) => {
    const last = segment.played.at(-1)
    if (isPlaying && to > here) {
      if (last?.[1] === here) last[1] = to
      else segment.played.push([here, to])
    }
    here = to
  }

  const jumps = jumpsIn(events)
  events.forEach((event, index) => {
    const name = nameOf(event)
    const target = jumps.get(index)
    if (target !== undefined) jump(target)
    const at = event.position ?? here
    // Where a seek was left out, or lost, the position tells.
    if (at < here - slack) jump(at)
    else move(at)
    segment.marks.push({ event, at })
    if (begins.includes(name)) isPlaying = true
    if (ends.includes(name)) isPlaying = false
  })
  if (segment.marks.length > 0) segments.push(segment)

  const places = segments.flatMap(({ marks }) =>
    marks.flatMap(({ at, event: { target } }) => (target === undefined ? [at] : [at, target])),
  )
  return {
    from: places.reduce((one, other) => Math.min(one, other), 0),
    to: places.reduce((one, other) => Math.max(one, other), 0),
    segments,
  }
}
