const key = 'seed-library.tray'
const listeners = new Set<() => void>()

/** Packets that one person may have at a time. */
export const most = 5

const stored = (): readonly string[] => {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

let ids = stored()

const show = (next: readonly string[]): void => {
  ids = next
  for (const listener of listeners) listener()
}

const set = (next: readonly string[]): void => {
  try {
    localStorage.setItem(key, JSON.stringify(next))
  } catch {}
  show(next)
}

// Another tab has changed it, or may have while this page was away.
addEventListener('storage', (change) => change.key === key && show(stored()))
addEventListener('pageshow', ({ persisted }) => persisted && show(stored()))

/** The ids of borrowed varieties. Where storage is blocked they last as long as the page. */
export const tray = {
  get: (): readonly string[] => ids,
  add: (id: string): void => set([...ids, id]),
  remove: (id: string): void => set(ids.filter((each) => each !== id)),
  watch(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
