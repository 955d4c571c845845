import { createAbortController } from '../lib/create-abort-controller.ts'
import { elapsedMs } from '../lib/elapsed-ms.ts'
import { isFields } from '../lib/is-fields.ts'
import { on } from '../lib/on.ts'
import type { PageContext, Plugin, Signal, Tracker } from '../types.ts'
import type { Guard } from './guard.ts'

type Fields = { readonly [field: string]: unknown }

/** `more` over `base`; where both have an object, the one is laid over the other, and what is nearer comes first. */
const merge = (base: Fields, more: Fields): Fields => {
  const merged: Record<string, unknown> = { ...base }
  // Own fields only: old pages extend Object.prototype.
  for (const [field, value] of Object.entries({ ...more })) {
    merged[field] = isFields(value) && isFields(base[field]) ? { ...value, ...base[field], ...value } : value
  }
  return merged
}

/** What a tracker is made of. */
export interface TrackerCore<Event> {
  /**
   * Writes an event down and queues it; throws an `Issue` when it cannot be written.
   *
   * @param scene - when and where it happened. Default: now and here
   */
  record(event: Event, scene?: PageContext): void
  /** What a plugin's signal means, in the events' dialect. */
  fromSignal(signal: Signal): Event | undefined
  flush(): void
  /** Ends with the tracker. */
  readonly signal: AbortSignal
  stop(): void
  /** Stops, and lets go of all that waits. @returns how many events that were */
  forget(): number
}

/**
 * The bare tracker: puts the core it is handed behind the verbs that callers know, and decides nothing.
 *
 * @param core - without them it does nothing
 */
export const bareTracker = <Event extends object>(
  { run }: Guard,
  core?: TrackerCore<Event>,
): Tracker<Event> => {
  const flush = (): void => core?.flush()
  const build = (defaults: readonly Fields[], stop: () => void): Tracker<Event> => {
    const record = (...more: readonly object[]): void =>
      run(() => core?.record(([...defaults, ...more] as Fields[]).reduce(merge, {}) as Event))
    return {
      track: (event) => record(event as Fields),
      with: (more: object) => build([...defaults, more as Fields], flush) as Tracker<never>,
      time(event: object) {
        const start = elapsedMs()
        return () => record({ duration: Math.round(elapsedMs() - start) }, event)
      },
      use(plugin: Plugin) {
        const own = createAbortController()
        const { signal } = own
        const end = (): void => own.abort()
        const isWatching = run(() => {
          if (!core || core.signal.aborted) return
          on(core.signal, 'abort', end, signal)
          plugin((seen) => {
            const event = run(() => core.fromSignal(seen))
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
  return build([], () => core?.stop())
}
