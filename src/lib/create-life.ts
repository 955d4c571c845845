/**
 * What can be ended. Where there is no `AbortController`, as the page has taken it away, a target stands in for its signal:
 * it has `aborted`, and says `abort`, but browsers' own functions do not take it.
 */
export const createLife = (): Pick<AbortController, 'signal' | 'abort'> => {
  if (typeof AbortController === 'function') return new AbortController()
  const signal = Object.assign(new EventTarget(), { aborted: false })
  return {
    signal: signal as AbortSignal,
    abort() {
      signal.aborted = true
      signal.dispatchEvent(new CustomEvent('abort'))
    },
  }
}
