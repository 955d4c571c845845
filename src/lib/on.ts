import { inherited } from './inherited.ts'

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
  const given = [event, listener as (event: Event) => void, options] as const
  inherited(target, 'addEventListener')(...given)
  // Once: whoever keeps a life that has ended keeps nothing else with it.
  life?.addEventListener('abort', () => inherited(target, 'removeEventListener')?.(...given), { once: true })
}
