import { inherited } from './inherited.ts'

/**
 * Listens until life ends. The browser is not asked for `signal`, which Chrome knows since 90, Firefox since 86 and Safari
 * since 15, and which has to be its own.
 */
export const on = (
  target: EventTarget,
  event: string,
  listener: (event: never) => void,
  life: Pick<AbortSignal, 'aborted' | 'addEventListener'>,
  options?: AddEventListenerOptions,
): void => {
  const call = (name: 'addEventListener' | 'removeEventListener'): void =>
    inherited(target, name).call(target, event, listener as (event: Event) => void, options)
  if (life.aborted) return
  call('addEventListener')
  life.addEventListener('abort', () => call('removeEventListener'))
}
