import { attempt } from '../lib/attempt.ts'

/**
 * Calls with each entry of the page's `dataLayer`, those that are there and those that come, until life ends. Where there
 * is none yet, it is made, as Google's own snippets do.
 *
 * @see https://developers.google.com/tag-platform/tag-manager/datalayer
 */
export const onDataLayer = (entered: (entry: unknown) => void, life: AbortSignal): void => {
  const page = globalThis as { dataLayer?: unknown[] }
  const isOurs = !page.dataLayer
  page.dataLayer ??= []
  const layer = page.dataLayer
  const isOwn = !!Object.getOwnPropertyDescriptor(layer, 'push')
  const { push } = layer

  const read = (entry: unknown): void => {
    if (!life.aborted) attempt(() => entered(entry))
  }
  const pushAndRead = (...entries: unknown[]): number => {
    const length = push.apply(layer, entries)
    entries.forEach(read)
    return length
  }
  layer.push = pushAndRead
  life.addEventListener('abort', () => {
    // Whoever has wrapped it since goes on with ours, which reads no more.
    if (layer.push === pushAndRead) {
      if (isOwn) layer.push = push
      else Reflect.deleteProperty(layer, 'push')
    }
    if (isOurs && !layer.length) delete page.dataLayer
  })
  layer.forEach(read)
}
