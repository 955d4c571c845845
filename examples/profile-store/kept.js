/**
 * A value that outlives the page. Storage may be blocked or full: then it lives as long as the page does.
 *
 * @param isValid - whether what is stored can be used: an older magazine may have written it
 */
export function kept(key, otherwise, isValid) {
  const listeners = new Set()
  let value = otherwise
  try {
    const stored = JSON.parse(localStorage.getItem(key))
    if (isValid(stored)) value = stored
  } catch {}

  return {
    get: () => value,
    set(next) {
      value = next
      try {
        localStorage.setItem(key, JSON.stringify(value))
      } catch {}
      for (const listener of listeners) listener(value)
    },
    /** Calls `listener` now and after every change. */
    watch(listener) {
      listeners.add(listener)
      listener(value)
    },
  }
}
