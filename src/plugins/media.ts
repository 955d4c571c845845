import { attempt } from '../lib/attempt.ts'
import { on as listenOn } from '../lib/on.ts'
import type { Plugin } from '../types.ts'
import { captionsOf } from './media/captions.ts'
import { isFullScreen } from './media/full-screen.ts'
import { modesOf } from './media/modes.ts'
import { onChange } from './media/on-change.ts'
import { factsFor, type PlayerFacts } from './media/player-facts.ts'
import { positionOf } from './media/position.ts'
import { sourceOf } from './media/source.ts'
import { watchViewability } from './media/viewability.ts'
import { createViewing, type Viewing } from './media/viewing.ts'

/** Options of `media()`. */
export interface MediaOptions {
  /**
   * Which media entry. A function is asked when a viewing session begins, and when the same address is loaded again:
   * if that is another entry now, it begins another session.
   */
  readonly entryId: string | (() => string)
  /**
   * Asked with each event for what hls.js, dash.js, Shaka or another player knows and the element does not.
   *
   * @example
   * media(video, { entryId, player: () => ({ deliveryType: 'hls', actualBitrate: hls.levels[hls.currentLevel]?.bitrate / 1000 }) })
   */
  readonly player?: (() => PlayerFacts | undefined) | undefined
}

/**
 * Watches a video or audio element, whichever player it belongs to. Signals are named as Kaltura's event types, and
 * their facts as its parameters. A new source begins a new viewing session.
 *
 * @example
 * const tracker = createTracker({ collector: '/collect', wire: kaltura({ partnerId: 585231 }) })
 * const video = document.querySelector('video')
 * if (video) tracker.use(media(video, { entryId: '0_n5nbuy6i' }))
 */
export const media =
  (element: HTMLMediaElement, { entryId, player }: MediaOptions): Plugin =>
  (emit, signal) => {
    // Captured, as errors of the element's sources do not bubble.
    const on = (target: EventTarget, event: string, listener: () => void): void =>
      listenOn(target, event, listener, signal, { capture: true })
    const isInSight = watchViewability(element, signal)
    let source: string
    let id: unknown
    let viewing: Viewing | undefined
    /** Whether something is loaded anew, of which nobody has asked what it is. */
    let isEmptied = false

    const say = (name: string, facts?: object): void =>
      emit({
        position: positionOf(element),
        ...sourceOf(element),
        ...factsFor(name, player && attempt(player)),
        ...facts,
        name,
        entryId: id,
      })

    const follow = (): Viewing => {
      const { currentSrc, paused, readyState } = element
      const isOther = !viewing || (source && source !== currentSrc)
      const entry =
        isOther || isEmptied ? attempt(() => (typeof entryId === 'function' ? entryId() : entryId)) : id
      isEmptied = false
      if (isOther || entry !== id) {
        id = entry
        viewing = createViewing(element, say, () => modesOf(element, isInSight()))
        // It may play before anybody watches, and play may have been asked for before it loads.
        if (!paused) {
          viewing.play()
          if (readyState > 2) viewing.playing()
        }
      }
      source = currentSrc
      return viewing!
    }

    on(element, 'emptied', () => {
      isEmptied = true
    })
    // Before the session hears of it: `play` comes first where play is asked for with the source.
    on(element, 'play', follow)
    on(element, 'loadstart', follow)
    for (const event of Object.keys(follow())) on(element, event, () => viewing![event]!())
    // The last chance for what is due: hidden tabs are told the time seldom.
    on(window, 'pagehide', () => viewing!.timeupdate())

    const fullScreen = onChange(
      () => isFullScreen(element),
      (isFull) => say(isFull ? 'enterFullScreen' : 'exitFullScreen'),
    )
    on(document, 'fullscreenchange', fullScreen)
    on(element, 'webkitbeginfullscreen', fullScreen)
    on(element, 'webkitendfullscreen', fullScreen)
    on(
      element.textTracks,
      'change',
      onChange(
        () => captionsOf(element),
        (caption) => say('captions', { caption }),
      ),
    )
  }
