import type { Signal } from '../../types.ts'
import type { RivetEvent } from './rivet-event.ts'

/** Of an event's facts the one that tells most, where that is not its position. */
const telling: { readonly [event: string]: string } = {
  view: 'playTimeSum',
  seek: 'targetPosition',
  captions: 'caption',
  speed: 'playbackSpeed',
  error: 'errorCode',
}

/** How long an event took, in seconds. */
const lasting: { readonly [event: string]: string } = { play: 'joinTime', bufferEnd: 'bufferTime' }

/**
 * Says in Rivet's language what `media` saw: category `media`, the event as action, and as labels its entry and one
 * fact.
 *
 * @example
 * const tracker = createTracker({ collector, wire: { ...rivet(), fromSignal: rivetMedia } })
 * for (const video of document.querySelectorAll('video')) tracker.use(media(video, { entryId: 'e-42' }))
 */
export const rivetMedia = (signal: Signal): RivetEvent | undefined => {
  // Elements may have data that is called so.
  if (!('entryId' in signal) || /\W/.test(signal.name)) return
  const said = signal as Signal & { readonly [fact: string]: string }
  const { name, entryId } = said
  const fact = telling[name] ?? 'position'
  const took = signal[lasting[name]!] as number | undefined
  return {
    category: 'media',
    action: name,
    labels: { entryId, [fact]: said[fact] },
    duration: took === undefined ? took : Math.round(took * 1000),
  }
}
