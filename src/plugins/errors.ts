import { excerpt } from '../browser/excerpt.ts'
import { listen } from '../browser/listen.ts'
import type { Plugin } from '../types.ts'

export interface ErrorOptions {
  /** How many different errors of one page are told. Default: 10. */
  readonly most?: number | undefined
  /** Messages that nobody wants to hear of: `/ResizeObserver loop/`. Default: none. */
  readonly ignore?: RegExp | undefined
}

/** Where an error was thrown, as each browser writes it: the first line of its stack that ends in a line and a column. */
const frameOf = (stack: unknown): string =>
  /^.*:\d+:\d+\)?$/m.exec(`${stack ?? ''}`)?.[0].replace(/[?#][^:)]*/g, '') ?? ''

/**
 * Tells `error/exception` of what nobody caught, and `error/rejection` of promises whose rejection nobody handled:
 * each once, and of one page no more than a few.
 *
 * @example
 * createTracker({ collector, plugins: [errors({ ignore: /ResizeObserver loop/ })] })
 */
export const errors =
  ({ most = 10, ignore }: ErrorOptions = {}): Plugin =>
  (tell, life) => {
    const known = new Set<string>()
    const hear = (name: string, error: unknown, said?: string, place?: string): void => {
      const { message, stack } = Object(error)
      const text = `${excerpt(said ?? message ?? String(error), 200)}`
      const frame = excerpt(frameOf(stack) || place, 200)
      const key = `${text} ${frame}`
      if (known.size >= most || known.has(key) || (ignore && text.match(ignore))) return
      known.add(key)
      tell({ name, message: text, frame })
    }

    listen(
      ['error'],
      ({ message, error, filename, lineno, colno }) => {
        // Images and scripts that do not load have none.
        if (message)
          hear('error/exception', error, message, filename && frameOf(`${filename}:${lineno}:${colno}`))
      },
      life,
    )
    listen(['unhandledrejection'], ({ reason }) => hear('error/rejection', reason), life)
  }
