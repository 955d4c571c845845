import type { LiveEvent } from './event.ts'

/** What an event is called in its scope: by its own TrackId, else by its place in its sender's count, else by its place in the store. */
export const trackIdOf = ({ track, sender, sequence, id }: LiveEvent): string =>
  track ?? (sender === undefined || sequence === undefined ? `event.${id}` : `${sender}.${sequence}`)
