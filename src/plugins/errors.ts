import { excerpt } from '../browser/excerpt.ts'
import { listen } from '../browser/listen.ts'
import { attempt } from '../lib/attempt.ts'
import type { Plugin } from '../types.ts'
import { frameOf, withoutQueries } from './errors/frame-of.ts'
import { messageOf } from './errors/message-of.ts'

/** Options of `errors()`. */
export interface ErrorOptions {
  /**
   * How many different errors of one page are told.
   *
   * @default 10
   */
  readonly most?: number | undefined
  /**
   * Messages that nobody wants to hear of: `/ResizeObserver loop/`.
   *
   * @default none
   */
  readonly ignore?: RegExp | undefined
}

/**
 * Emits `error/exception` of what nobody caught, and `error/rejection` of promises whose rejection nobody handled:
 * each once, and of one page no more than a few.
 *
 * @example
 * createTracker({ collector, plugins: [errors({ ignore: /ResizeObserver loop/ })] })
 */
export const errors =
  ({ most = 10, ignore }: ErrorOptions = {}): Plugin =>
  (emit, signal) => {
    const known = new Set<string>()
    const hear = (name: string, error: unknown, said?: string, place = ''): void => {
      const stack = attempt(() => Object(error).stack) ?? ''
      const text = `${excerpt(withoutQueries(messageOf(error, said)), 200)}`
      const frame = excerpt(
        frameOf(
          `${stack}`,
          attempt(() => `${error}`),
        ) || place,
        200,
      )
      const key = `${text} ${frame}`
      if (known.size >= most || known.has(key) || (ignore && text.match(ignore))) return
      known.add(key)
      emit({ name, message: text, frame })
    }

    listen(
      ['error'],
      ({ message, error, filename, lineno, colno }) => {
        // Images and scripts that do not load have none.
        if (message)
          hear(
            'error/exception',
            error,
            message,
            filename && `${withoutQueries(filename)}:${lineno}:${colno}`,
          )
      },
      signal,
    )
    listen(['unhandledrejection'], ({ reason }) => hear('error/rejection', reason), signal)
  }
