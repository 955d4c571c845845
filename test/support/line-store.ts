import { readAdopted, readChunk } from '../../src/delivery/chunk.ts'
import type { LineStore } from '../../src/types.ts'

/** A place for lines that several pages may share, and its state, open to look into and to change. */
export interface FakeLineStore extends LineStore {
  readonly held: Map<string, string>
  /** Characters it takes, keys and values together. */
  quota: number
  /** Nothing can be read or written, as where the user has blocked storage. */
  isBlocked: boolean
  /** The lines that are kept under some key, in the order of their writing; nothing of what others have taken. */
  lines(): string[]
}

/** Storage as browsers have it: it has a quota, and may be blocked. */
export const lineStore = (quota = Infinity): FakeLineStore => {
  const held = new Map<string, string>()
  const used = (): number => [...held].reduce((sum, [key, value]) => sum + key.length + value.length, 0)
  const store: FakeLineStore = {
    held,
    quota,
    isBlocked: false,
    lines: () =>
      [...held.values()]
        .filter((chunk) => !readAdopted(chunk))
        .flatMap((chunk) => readChunk(chunk).map(([line]) => line)),
    get: (key) => (store.isBlocked ? undefined : (held.get(key) ?? null)),
    set(key, value) {
      const before = held.has(key) ? key.length + held.get(key)!.length : 0
      const more = key.length + value.length - before
      // What makes something smaller is taken even where there is too much already, as in browsers.
      if (store.isBlocked || (more > 0 && used() + more > store.quota)) return false
      held.set(key, value)
      return true
    },
    remove(key) {
      if (!store.isBlocked) held.delete(key)
    },
    all: async (prefix) => (store.isBlocked ? [] : [...held].filter(([key]) => key.startsWith(prefix))),
  }
  return store
}
