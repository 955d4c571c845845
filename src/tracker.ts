import type { Guard } from './guard.ts'
import { isFields } from './lib/is-fields.ts'
import type { FlushReason, Tracker } from './types.ts'

type Fields = { readonly [field: string]: unknown }

/** `more` over `base`; where `more` has an object, it is laid over what `base` has there. */
const merge = (base: Fields, more: Fields): Fields => {
  const merged: Record<string, unknown> = { ...base }
  for (const field in more) {
    const value = more[field]
    merged[field] = isFields(value) ? { ...(base[field] as Fields), ...value } : value
  }
  return merged
}

/** What a tracker is made of. */
export interface Parts<Event> {
  /** Writes an event down and queues it; throws an `Issue` when it cannot be written. */
  record(event: Event): void
  flush(reason: FlushReason): void
}

/**
 * The bare tracker: puts the parts it is handed behind the verbs that callers know, and decides nothing.
 *
 * @param parts - without them it does nothing
 */
export const bareTracker = <Event extends object>({ run }: Guard, parts?: Parts<Event>): Tracker<Event> => {
  const flush = (): void => parts?.flush('manual')
  const build = (defaults: readonly Fields[], stop: () => void): Tracker<Event> => {
    const track = (event: object): void =>
      run(() => parts?.record([...defaults, event as Fields].reduce(merge, {}) as Event))
    return {
      track,
      with: (more: object) => build([...defaults, more as Fields], flush) as Tracker<never>,
      time(event: object) {
        const start = performance.now()
        return () => track({ duration: Math.round(performance.now() - start), ...event })
      },
      flush,
      stop,
    }
  }
  return build([], () => parts?.flush('stop'))
}
