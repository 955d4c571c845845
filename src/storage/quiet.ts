import { attempt } from '../lib/attempt.ts'
import type { Store } from '../types.ts'

/** A store that never throws. Blocked (browsers throw on mere access), full or absent, it just keeps nothing. */
export const quiet = ({ get, set }: Store): Store => ({
  get: (key) => attempt(() => get(key)),
  set: (key, value, days) => attempt(() => set(key, value, days)),
})
