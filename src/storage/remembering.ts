import type { Store } from '../types.ts'

/** A store that has what it was handed for as long as the page lives, though the browser may keep nothing of it. */
export const remembering = ({ get, set }: Store): Store => {
  const handed = new Map<string, string>()
  return {
    get: (key) => get(key) || handed.get(key),
    set(key, value, days) {
      handed.set(key, value)
      return set(key, value, days)
    },
  }
}
