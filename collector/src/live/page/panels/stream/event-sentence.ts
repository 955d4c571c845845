import { kalturaEventTypes } from '../../../../protocols/kaltura/event-types.ts'
import type { PlaybackEvent } from '../../../../store/store.ts'
import { figure, shorten, timecode } from '../../ui/format.ts'
import { nameOf } from '../playback/playback-segments.ts'

const LONGEST_NAME = 40

const sentences = new Map([...kalturaEventTypes.values()].map((type) => [type.name, type.sentence]))

/** What happened, in words, and the one figure that belongs to it. */
export function sayEvent(event: PlaybackEvent): string {
  const name = nameOf(event)
  const words = sentences.get(name) ?? shorten(name, LONGEST_NAME)
  const { target, waited, speed } = event
  if (name === 'seek' && target !== undefined) return `${words}, to ${timecode(target)}`
  if (name === 'bufferEnd' && waited !== undefined) return `${words}, after ${figure(waited)} s`
  if (name === 'speed' && speed !== undefined) return `${words}, to ${figure(speed)} ×`
  return words
}
