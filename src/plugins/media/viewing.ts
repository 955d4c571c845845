import { createBufferClock } from './buffer-clock.ts'
import { errorOf } from './error.ts'
import { interval } from './interval.ts'
import { onChange } from './on-change.ts'
import { createPlayClock } from './play-clock.ts'
import { positionOf } from './position.ts'
import { createQuartiles } from './quartiles.ts'
import { now, seconds } from './seconds.ts'

/** What events of the element mean to a viewing session, by the events' names. */
export interface Viewing {
  readonly [event: string]: () => void
  readonly play: () => void
  readonly playing: () => void
  readonly timeupdate: () => void
}

/**
 * One viewing session: all that happens while the element has one source.
 *
 * @param emit - hears of each event
 * @param modes - how it is watched just now
 */
export const createViewing = (
  element: HTMLMediaElement,
  emit: (name: string, facts?: object) => void,
  modes: () => object,
): Viewing => {
  const clock = createPlayClock(element)
  /**
   * Where the media was before it jumped, until that is told: what happened before the jump, such as the pause of
   * `pause(); currentTime = 20`, is heard of after it, when currentTime is the target already.
   */
  let origin: number | undefined
  const say = (name: string, facts?: object): void =>
    emit(name, { position: positionOf(element, origin), ...facts })
  const buffer = createBufferClock(say)
  const reached = createQuartiles(say)
  const speed = onChange(
    () => element.playbackRate,
    (playbackSpeed) => say('speed', { playbackSpeed }),
  )
  /** When play was asked for first. */
  let requested: number | undefined
  let hasStarted = false
  /** As far as it was said. */
  let isPaused = false
  let hasEnded = false
  /** Whether it seeks, as far as it was said. */
  let isSeeking = false
  /** With so many seconds played the next view event comes. */
  let due = 0
  let loading = now()
  /** Seconds it took until it could play. */
  let canPlay: number | undefined

  const look = (): number => {
    const [sum, left, media, rate] = clock()
    origin = element.seeking && !isSeeking ? (origin ?? left) : undefined
    if (hasStarted) {
      for (; sum >= due; due += interval) {
        // Where several come late together, all but the last say what they would have said in time.
        const late = sum < due + interval ? 0 : sum - due
        const playTimeSum = seconds(media - late * rate)
        say('view', { ...buffer.facts(), playTimeSum, ...modes() })
        buffer.restart()
      }
      if (!element.seeking) reached(element.currentTime / element.duration)
    }
    return left
  }

  const settle = (): void => {
    look()
    if (hasStarted && !isPaused && element.paused && !element.ended && !(isSeeking && element.seeking)) {
      isPaused = true
      say('pause')
    }
  }

  const end = (): void => {
    reached(1)
    hasEnded = isPaused = true
  }

  const replay = (): void => {
    hasEnded = isPaused = false
    say('replay')
  }

  say('impression')
  return {
    timeupdate: look,
    loadstart() {
      loading = now()
      canPlay = undefined
    },
    canplay() {
      canPlay ??= seconds(now() - loading)
    },
    seeked() {
      isSeeking = false
      settle()
    },
    play() {
      if (requested == null) {
        requested = now()
        say('playRequested')
      } else if (hasEnded) replay()
    },
    playing() {
      buffer.stop()
      if (!hasStarted) say('play', { ...buffer.facts(), joinTime: seconds(now() - requested!), canPlay })
      else if (isPaused) say('resume', buffer.facts())
      hasStarted = true
      isPaused = false
      look()
    },
    pause() {
      look()
      buffer.stop()
      settle()
    },
    waiting() {
      look()
      // What is waited for before the first picture is the time of joining.
      if (hasStarted && !element.paused) buffer.start()
    },
    seeking() {
      const left = origin ?? look()
      origin = undefined
      isSeeking = true
      const { currentTime, duration, loop, paused } = element
      // Played again after its end, it goes back to the beginning, and says so before it says `play`.
      if (hasEnded && !paused) return
      // What loops has no end (https://html.spec.whatwg.org/#reaches-the-end).
      if (loop && currentTime < 1 && left > duration - 1) {
        end()
        replay()
      } else if (requested != null) {
        hasEnded = false
        say('seek', { position: positionOf(element, left), targetPosition: positionOf(element) })
      }
    },
    ended() {
      look()
      end()
    },
    ratechange() {
      look()
      // Loading puts the speed back: that is nobody's choice.
      if (element.readyState) speed()
    },
    error() {
      const error = errorOf(element)
      if (error) say('error', { ...error, errorPosition: hasStarted ? 2 : requested == null ? 3 : 1 })
    },
  }
}
