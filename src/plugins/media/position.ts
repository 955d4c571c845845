import { seconds } from './seconds.ts'

/** A time of the element as Kaltura tells it: in a live stream minus the distance from its edge. */
export const positionOf = (
  { currentTime, duration, seekable }: HTMLMediaElement,
  time: number = currentTime,
): number =>
  seconds(duration === Infinity && seekable.length ? time - seekable.end(seekable.length - 1) : time)
