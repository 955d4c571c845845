import { now } from './seconds.ts'

/**
 * @returns seconds played so far, where the media was, before it jumped if it did, and how much media was played, also
 * by each second of what is new
 */
export type PlayClock = () => readonly [sum: number, position: number, media: number, rate: number]

/**
 * Counts what is played, in the time it takes at its speed and in the media's own. It goes by the media's own clock, so
 * that it does not matter how seldom somebody looks: browsers throttle timers and `timeupdate` in hidden tabs
 * (https://developer.chrome.com/blog/timer-throttling-in-chrome-88).
 */
export const createPlayClock = (element: HTMLMediaElement): PlayClock => {
  let sum = 0
  let media = 0
  let { currentTime: position, playbackRate: rate } = element
  let at: number
  let isPlaying = false
  let hasJumped = true

  return () => {
    const { currentTime, seeking, paused, playbackRate, readyState } = element
    const time = now()
    const speed = rate
    // Where it seeks, currentTime is the target already: how long it still played only the page's clock knows.
    const played = seeking ? (isPlaying ? time - at : 0) : hasJumped ? 0 : (currentTime - position) / speed
    const left = seeking ? position + played * speed : currentTime
    // Less than nothing, when the same source was loaded again.
    if (played > 0) {
      sum += played
      media += played * speed
    }
    at = time
    position = currentTime
    rate = playbackRate
    hasJumped = seeking
    isPlaying = !paused && !seeking && readyState > 2
    return [sum, left, media, speed]
  }
}
