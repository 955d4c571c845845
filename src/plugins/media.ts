import { attempt } from '../lib/attempt.ts'
import { on as listenOn } from '../lib/on.ts'
import type { Plugin } from '../types.ts'
import { captionsOf } from './media/captions.ts'
import { isFullScreen } from './media/full-screen.ts'
import { modesOf } from './media/modes.ts'
import { onChange } from './media/on-change.ts'
import { positionOf } from './media/position.ts'
import { watchViewability } from './media/viewability.ts'
import { createViewing, type Viewing } from './media/viewing.ts'

export interface MediaOptions {
  /** Which media entry; a function is asked when a viewing session begins. */
  readonly entryId: string | (() => string)
}

/**
 * Watches a video or audio element, whichever player it belongs to. Signals are named as Kaltura's event types, and
 * their facts as its parameters. A new source begins a new viewing session.
 *
 * @example
 * const tracker = createTracker({ collector: '/collect', wire: kaltura({ partnerId: 585231 }) })
 * tracker.use(media(document.querySelector('video'), { entryId: '0_n5nbuy6i' }))
 */
export const media =
  (element: HTMLMediaElement, { entryId }: MediaOptions): Plugin =>
  (tell, life) => {
    // Captured, as errors of the element's sources do not bubble.
    const on = (target: EventTarget, event: string, listener: () => void): void =>
      listenOn(target, event, listener, life, { capture: true })
    const isInSight = watchViewability(element, life)
    let source: string
    let id: unknown
    let viewing: Viewing | undefined

    const say = (name: string, facts?: object): void =>
      tell({ name, entryId: id, position: positionOf(element), ...facts })

    const follow = (): Viewing => {
      const { currentSrc, paused, readyState } = element
      if (!viewing || (source && source !== currentSrc)) {
        id = attempt(() => (typeof entryId === 'function' ? entryId() : entryId))
        viewing = createViewing(element, say, () => modesOf(element, isInSight()))
        // It may play before anybody watches, and play may have been asked for before it loads.
        if (!paused) {
          viewing.play()
          if (readyState > 2) viewing.playing()
        }
      }
      source = currentSrc
      return viewing
    }

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
