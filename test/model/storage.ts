import { linePrefix, readAdopted, readChunk } from '../../src/delivery/chunk.ts'

/** How much of its storage a site can use. */
export type StorageState = 'free' | 'full' | 'blocked'

export interface SimulatedStorage {
  state: StorageState
  /** What `localStorage` is to a page; throws where storage is blocked. */
  area(): Storage
  /** The lines that wait in it, whatever the state. */
  lines(): string[]
}

/**
 * The localStorage of a site, which all its tabs share.
 *
 * @param quota - characters of keys and values
 */
export const createStorage = (quota: number): SimulatedStorage => {
  let used = 0
  const weigh = (key: string): number => {
    const value = kept[key]
    return value === undefined ? 0 : key.length + value.length
  }
  // On the prototype, as keys of an area are only what is kept in it.
  const methods = {
    getItem: (key: string) => kept[key] ?? null,
    setItem(key: string, value: string) {
      const more = key.length + value.length - weigh(key)
      if (more > 0 && (storage.state === 'full' || used + more > quota)) {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
      }
      used += more
      kept[key] = value
    },
    removeItem(key: string) {
      used -= weigh(key)
      delete kept[key]
    },
    clear: () => Object.keys(kept).forEach(methods.removeItem),
  }
  const kept: Record<string, string> = Object.create(methods)

  const storage: SimulatedStorage = {
    state: 'free',
    area() {
      if (storage.state === 'blocked') throw new DOMException('Access is denied.', 'SecurityError')
      return kept as unknown as Storage
    },
    // Not what was adopted: that is a mark without a line.
    lines: () =>
      Object.entries(kept)
        .filter(([key, value]) => key.startsWith(linePrefix) && !readAdopted(value))
        .flatMap(([, chunk]) => readChunk(chunk).map(([line]) => line)),
  }
  return storage
}
