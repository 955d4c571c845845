// Storage may be blocked, full, or hold what an older shop wrote: then there is nothing in it.

/** @returns what was kept under this key, or `otherwise` */
export function recall(storageName, key, otherwise) {
  try {
    return JSON.parse(window[storageName].getItem(key)) ?? otherwise
  } catch {
    return otherwise
  }
}

export function keep(storageName, key, value) {
  try {
    window[storageName].setItem(key, JSON.stringify(value))
  } catch {}
}

/** Calls `listener` when another tab has kept something under this key, or may have while this page was away. */
export function watchKept(key, listener) {
  addEventListener('storage', (change) => {
    if (change.key === key) listener()
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) listener()
  })
}
