import type { LiveEvent } from '../../../../model/event.ts'

/** Whose events may be followed. */
export const followed = ['visitor', 'session'] as const
export type Followed = (typeof followed)[number]

/** The word of a filter that is met only by this visitor's events, or this session's; none, where an event says no more. */
export const followWord = (event: LiveEvent, who: Followed): string | undefined => {
  const id = event[who]
  // What is a word has no spaces.
  return id ? `${who}:${id.replace(/[\s%]/g, encodeURIComponent)}` : undefined
}
