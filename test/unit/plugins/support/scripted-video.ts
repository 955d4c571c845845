import { onTestFinished, vi } from 'vitest'
import type { PlayerFacts } from '../../../../src/plugins/media/player-facts.ts'
import { media } from '../../../../src/plugins/media.ts'
import type { Signal } from '../../../../src/types.ts'

const initial = {
  currentTime: 0,
  duration: 100,
  paused: true,
  ended: false,
  seeking: false,
  loop: false,
  playbackRate: 1,
  readyState: 4,
  networkState: 1,
  currentSrc: 'one',
  error: null as { code: number; message: string } | null,
  seekable: { length: 0, start: (_index: number): number => 0, end: (_index: number): number => 0 },
  textTracks: Object.assign(new EventTarget(), { *[Symbol.iterator](): Iterator<object> {} }),
  webkitDisplayingFullscreen: false,
}

export type Facts = Signal & Readonly<Record<string, number>>

export interface ScriptedVideo {
  readonly element: HTMLMediaElement
  /** Gives the element another state. */
  set(changes: Partial<typeof initial>): void
  fire(...events: string[]): void
  /** Time goes by, for the page and for the media; the element tells of it once, at the end. */
  playFor(seconds: number): void
  /** Time goes by in which nothing is played. */
  waitFor(seconds: number): void
  play(): void
  pause(): void
  seek(to: number): void
}

/**
 * A video that does what it is told, in no time: for hours of playing, live streams and iPhones. What real ones do,
 * the tests in a browser show.
 */
export const scriptedVideo = (changes: Partial<typeof initial> = {}): ScriptedVideo => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const element = document.createElement('video')
  const state = { ...initial, ...changes }
  for (const name of Object.keys(initial) as (keyof typeof initial)[]) {
    Object.defineProperty(element, name, { get: () => state[name] })
  }
  const set: ScriptedVideo['set'] = (more) => void Object.assign(state, more)
  const fire: ScriptedVideo['fire'] = (...events) => {
    for (const event of events) element.dispatchEvent(new Event(event))
  }
  const waitFor = (seconds: number): void => void vi.advanceTimersByTime(seconds * 1000)
  return {
    element,
    set,
    fire,
    waitFor,
    playFor(seconds) {
      waitFor(seconds)
      set({ currentTime: state.currentTime + seconds * state.playbackRate })
      fire('timeupdate')
    },
    play() {
      set({ paused: false, ended: false })
      fire('play', 'playing')
    },
    pause() {
      set({ paused: true })
      fire('timeupdate', 'pause')
    },
    seek(to) {
      set({ currentTime: to, seeking: true, ended: false })
      fire('seeking')
      set({ seeking: false })
      fire('timeupdate', 'seeked')
    },
  }
}

/** Has a video watched. @returns what was seen, as it comes, and the end of it */
export const watched = (
  { element }: ScriptedVideo,
  entryId: string | (() => string) = 'e-42',
  player?: () => PlayerFacts,
): { signals: Facts[]; names: () => string[]; stop: () => void } => {
  const signals: Facts[] = []
  const life = new AbortController()
  media(element, { entryId, player })((signal) => signals.push(signal as Facts), life.signal)
  onTestFinished(() => life.abort())
  return { signals, names: () => signals.map(({ name }) => name), stop: () => life.abort() }
}
