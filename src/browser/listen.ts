import { attempt } from '../lib/attempt.ts'
import { on } from '../lib/on.ts'

/**
 * Hears events of the whole page, in open shadow roots too, before the page itself does: whatever that does with them,
 * they are heard. What the listener throws ends here.
 */
export const listen = <Name extends keyof WindowEventMap>(
  events: readonly Name[],
  listener: (event: WindowEventMap[Name]) => void,
  signal: AbortSignal,
): void => {
  for (const event of events) {
    on(
      window,
      event,
      (heard: WindowEventMap[Name]) => {
        attempt(() => listener(heard))
      },
      signal,
      { capture: true, passive: true },
    )
  }
}
