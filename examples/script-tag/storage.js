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
