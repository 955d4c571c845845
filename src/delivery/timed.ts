import { attempt } from '../lib/attempt.ts'
import { promised } from '../lib/promised.ts'

/** How long to wait for an answer, in ms. */
const longest = 30_000

/**
 * What a request and the reading of its answer come to, and a failure when that takes too long: what a page has put in the
 * place of `fetch` may not heed signals. Not by `AbortSignal.timeout`, which Chrome knows since 103, Firefox since 100 and
 * Safari since 16.
 */
export const timed = <Result>(
  ask: (signal: AbortSignal | null) => PromiseLike<Response>,
  read: (response: Response) => Result | PromiseLike<Result>,
): Promise<Result> =>
  promised((done, failed) => {
    const limit = attempt(() => new AbortController())
    const timer = setTimeout(() => {
      limit?.abort()
      failed()
    }, longest)
    const asking = async (): Promise<Result> => {
      try {
        return await read(await ask(limit?.signal ?? null))
      } finally {
        clearTimeout(timer)
      }
    }
    asking().then(done, failed)
  })
