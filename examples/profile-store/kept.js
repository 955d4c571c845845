/**
 * A value that outlives the page. Storage may be blocked or full: then it lives as long as the page does.
 *
 * @param isValid - whether what is stored can be used: an older magazine may have written it
 */
export function kept(key, otherwise, isValid) {
  const listeners = new Set()
  let value = otherwise
  const read = () => {
    try {
      const stored = JSON.parse(localStorage.getItem(key))
      value = isValid(stored) ? stored : otherwise
    } catch {}
  }
  const tell = () => {
    for (const listener of listeners) listener(value)
  }
  const readAgain = () => {
    read()
    tell()
  }
  // Another tab has written it, or may have while this page was away.
  addEventListener('storage', (change) => change.key === key && readAgain())
  addEventListener('pageshow', ({ persisted }) => persisted && readAgain())
  read()

  return {
    get: () => value,
    set(next) {
      value = next
      try {
        localStorage.setItem(key, JSON.stringify(value))
      } catch {}
      tell()
    },
    /** Calls `listener` now and after every change. */
    watch(listener) {
      listeners.add(listener)
      listener(value)
    },
  }
}
