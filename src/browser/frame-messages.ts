import { attempt } from '../lib/attempt.ts'
import { on } from '../lib/on.ts'
import { refuse } from '../lib/refuse.ts'

/** How often a frame asks, in ms: the page around it may not be ready to answer yet. */
const pause = 100

/** A message's `origin` is one of these, to the letter. No page is named `null`, as sandboxed frames are. */
const exactly = (origins: readonly string[]): readonly string[] =>
  origins.map((address) => {
    const origin = attempt(() => new URL(address).origin)
    return origin && origin !== 'null' ? origin : refuse('origins', address)
  })

/**
 * Answers frames in this page, however deep.
 *
 * @param origins - nobody else is answered
 */
export const answerFrames = (
  question: string,
  origins: readonly string[],
  answer: () => unknown,
  signal: AbortSignal,
): void => {
  const known = exactly(origins)
  on(
    window,
    'message',
    ({ data, origin, source }: MessageEvent) => {
      // Not a window that this page has opened, nor the one that opened it.
      const isFrame = (source as Window | null)?.top === window
      if (data !== question || !isFrame || !known.includes(origin)) return
      ;(source as Window).postMessage({ [question]: answer() }, origin)
    },
    signal,
  )
}

/**
 * Asks the outermost page until the signal aborts.
 *
 * @param origins - nobody else is listened to; the question itself goes to whoever is there
 */
export const askTop = (
  question: string,
  origins: readonly string[],
  answered: (answer: unknown) => void,
  signal: AbortSignal,
): void => {
  const known = exactly(origins)
  const around = top as Window
  on(
    window,
    'message',
    ({ data, origin, source }: MessageEvent) => {
      if (source === around && known.includes(origin) && data?.[question]) answered(data[question])
    },
    signal,
  )
  const ask = (): void => around.postMessage(question, '*')
  const asking = setInterval(ask, pause)
  signal.addEventListener('abort', () => clearInterval(asking))
  ask()
}
