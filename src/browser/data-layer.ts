import { attempt } from '../lib/attempt.ts'
import { listen } from './listen.ts'
import { onAssigned } from './on-assigned.ts'

type Push = ((...entries: unknown[]) => unknown) & { readonly restore?: () => void }

interface Layer {
  push?: Push
}

/** Has each entry of a layer read, those that are there and those that come. What is no layer is left alone. */
const follow = (
  layer: Layer,
  read: (entry: unknown, isThere?: boolean) => void,
  signal: AbortSignal,
): void => {
  const { push } = layer
  if (typeof push !== 'function') return
  const isOwn = !!Object.getOwnPropertyDescriptor(layer, 'push')
  const restore = (): void => {
    // Whoever has wrapped it since goes on with ours, which reads no more.
    if (!signal.aborted || layer.push !== pushAndRead) return
    if (isOwn) layer.push = push
    else Reflect.deleteProperty(layer, 'push')
    // Below may be ours as well, and have ended before.
    push.restore?.()
  }
  const pushAndRead = Object.assign(
    (...entries: unknown[]): unknown => {
      const length = push.apply(layer, entries)
      for (const entry of entries) read(entry)
      return length
    },
    { restore },
  )
  // One that is frozen takes no entries either.
  if (Reflect.set(layer, 'push', pushAndRead)) signal.addEventListener('abort', restore)
  if (Array.isArray(layer)) for (const entry of layer) read(entry, true)
}

/**
 * Calls with each entry of the page's `dataLayer`, those that are there and those that come, until the signal aborts; also of a
 * layer that takes the place of another. Where there is none yet, it is made, as Google's own snippets do.
 *
 * @see https://developers.google.com/tag-platform/tag-manager/datalayer
 */
export const onDataLayer = (entered: (entry: unknown) => void, signal: AbortSignal): void => {
  const page = globalThis as { dataLayer?: Layer }
  /** Layers and entries: the next layer often begins with the entries of the last. */
  const known = new Set<unknown>()
  const read = (entry: unknown, isThere?: boolean): void => {
    if (signal.aborted || (isThere && known.has(entry))) return
    if (Object(entry) === entry) known.add(entry)
    attempt(() => entered(entry))
  }
  const look = (): void => {
    const layer = page.dataLayer
    if (!layer || known.has(layer)) return
    known.add(layer)
    attempt(() => follow(layer, read, signal))
  }

  const isMade = !page.dataLayer
  if (isMade) page.dataLayer = [] as object
  const made = page.dataLayer
  const clean = (): void => {
    if (isMade && page.dataLayer === made && !(made as ArrayLike<unknown>).length) delete page.dataLayer
  }
  look()
  onAssigned('dataLayer', look, clean, signal)
  // A variable that a script has declared cannot be watched: it is looked at when something happens anyway.
  listen(['DOMContentLoaded', 'load', 'click', 'pagehide'] as 'click'[], look, signal)
}
