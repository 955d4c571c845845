import { withDenial } from '../../permission.ts'
import type { Store } from '../store.ts'

/** An error that says which store it is about: SQLite's `database disk image is malformed` does not. */
export function named(error: unknown, file: string): Error {
  const { message, code = '' } = error as Error & { readonly code?: string }
  const reason = /^SQLITE_(READONLY|CANTOPEN)/.test(code) ? withDenial(message, file) : message
  return new Error(`the store ${file}: ${reason}`, { cause: error })
}

/** The same store, whose failures name its file. */
export function naming(store: Store, file: string): Store {
  const fail = (error: unknown) => {
    throw named(error, file)
  }
  const calls = Object.entries(store).map(
    ([name, call]: [string, (...args: never[]) => Promise<unknown>]) => [
      name,
      (...args: never[]) => call(...args).catch(fail),
    ],
  )
  return {
    ...(Object.fromEntries(calls) as Store),
    async ask(...asked) {
      const answer = await store.ask(...asked)
      return answer.kind === 'failed' ? { ...answer, message: named(answer, file).message } : answer
    },
  }
}
