/**
 * What can be ended. Where the page has taken `AbortController` away, another signal stands in for the browser's: it has
 * `aborted` and says `abort`, but the browser's own functions do not take it.
 */
export const createAbortController = (): Pick<AbortController, 'signal' | 'abort'> => {
  if (typeof AbortController === 'function') return new AbortController()
  const ends = new Set<() => void>()
  const signal = { aborted: false, addEventListener: (_: string, end: () => void) => ends.add(end) }
  return {
    signal: signal as never,
    abort() {
      signal.aborted = true
      for (const end of ends) end()
    },
  }
}
