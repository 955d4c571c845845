import type { Guard } from './guard.ts'
import { createLife } from './lib/create-life.ts'
import { elapsedMs } from './lib/elapsed-ms.ts'
import { isFields } from './lib/is-fields.ts'
import { on } from './lib/on.ts'
import type { Plugin, Scene, Signal, Tracker } from './types.ts'

type Fields = { readonly [field: string]: unknown }

/** `more` over `base`; where both have an object, the one is laid over the other. */
const merge = (base: Fields, more: Fields): Fields => {
  const merged: Record<string, unknown> = { ...base }
  // Own fields only: old pages extend Object.prototype.
  for (const [field, value] of Object.entries({ ...more })) {
    merged[field] = isFields(value) && isFields(base[field]) ? { ...base[field], ...value } : value
  }
  return merged
}

/** What a tracker is made of. */
export interface Parts<Event> {
  /**
   * Writes an event down and queues it; throws an `Issue` when it cannot be written.
   *
   * @param scene - when and where it happened. Default: now and here
   */
  record(event: Event, scene?: Scene): void
  /** What a plugin's signal means, in the events' dialect. */
  fromSignal(signal: Signal): Event | undefined
  flush(): void
  /** Ends with the tracker. */
  readonly life: AbortSignal
  stop(): void
  /** Stops, and lets go of all that waits. @returns how many events that were */
  forget(): number
}

/**
 * The bare tracker: puts the parts it is handed behind the verbs that callers know, and decides nothing.
 *
 * @param parts - without them it does nothing
 */
export const bareTracker = <Event extends object>({ run }: Guard, parts?: Parts<Event>): Tracker<Event> => {
  const flush = (): void => parts?.flush()
  const build = (defaults: readonly Fields[], stop: () => void): Tracker<Event> => {
    const record = (...more: readonly object[]): void =>
      run(() => parts?.record(([...defaults, ...more] as Fields[]).reduce(merge, {}) as Event))
    return {
      track: (event) => record(event as Fields),
      with: (more: object) => build([...defaults, more as Fields], flush) as Tracker<never>,
      time(event: object) {
        const start = elapsedMs()
        return () => record({ duration: Math.round(elapsedMs() - start) }, event)
      },
      use(plugin: Plugin) {
        const own = createLife()
        const { signal } = own
        const end = (): void => own.abort()
        const isWatching = run(() => {
          if (!parts || parts.life.aborted) return
          on(parts.life, 'abort', end, signal)
          plugin((seen) => {
            const event = run(() => parts.fromSignal(seen))
            if (event) record(event)
          }, signal)
          return true
        })
        // What could not start leaves nothing of what it has begun with.
        if (!isWatching) end()
        return end
      },
      flush,
      stop,
    }
  }
  return build([], () => parts?.stop())
}
