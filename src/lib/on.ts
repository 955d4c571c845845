import { inherited } from './inherited.ts'

/**
 * Listens until the signal aborts. Neither is the target asked for its own functions, which a page may have covered by a variable or
 * by what a form's control is called, nor the browser for `signal`, which Chrome knows since 90 and Safari since 15.
 */
export const on = (
  target: EventTarget,
  event: string,
  listener: (event: never) => void,
  signal?: AbortSignal,
  options?: AddEventListenerOptions,
): void => {
  const given = [event, listener as (event: Event) => void, options] as const
  inherited(target, 'addEventListener')(...given)
  // Once: whoever keeps a signal that has aborted keeps nothing else with it.
  signal?.addEventListener('abort', () => inherited(target, 'removeEventListener')?.(...given), {
    once: true,
  })
}
