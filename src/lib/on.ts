/**
 * Listens until life ends. Neither is the target asked for its own functions, which a page may have covered by a variable or
 * by what a form's control is called, nor the browser for `signal`, which Chrome knows since 90 and Safari since 15.
 */
export const on = (
  target: EventTarget,
  event: string,
  listener: (event: never) => void,
  life?: AbortSignal,
  options?: AddEventListenerOptions,
): void => {
  const call = (name: 'addEventListener' | 'removeEventListener'): void =>
    (Object.getPrototypeOf(target)[name] ?? target[name])?.call(target, event, listener, options)
  call('addEventListener')
  life?.addEventListener('abort', () => call('removeEventListener'))
}
