import { attempt } from '../lib/attempt.ts'
import type { LineStore } from '../types.ts'

/** localStorage, which may be blocked (browsers throw on mere access), full or absent: then it just keeps nothing. */
export const localStore: LineStore = {
  get: (key) => attempt(() => localStorage.getItem(key)),
  set: (key, value) =>
    attempt(() => {
      localStorage.setItem(key, value)
      return true
    }),
  remove: (key) => attempt(() => localStorage.removeItem(key)),
  all: async (prefix) =>
    attempt(() =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith(prefix))
        .map((key) => [key, localStorage.getItem(key) ?? ''] as const),
    ) ?? [],
}
