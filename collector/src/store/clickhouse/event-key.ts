import { createHash } from 'node:crypto'
import type { StoredEvent } from '../../model/event.ts'
import { defaultScope } from '../../model/scope.ts'
import type { EventKey } from '../store.ts'
import { wellFormed } from './well-formed.ts'

/**
 * What makes an event one and the same, wherever and however often it is written. Of several names the sender's count
 * goes first: it is what an event is sent again by.
 *
 * @param id - for who has no name at all: then each is another
 */
export function keyOf(
  { sender, sequence, scope = defaultScope, track, digest }: StoredEvent,
  id: string,
): string {
  if (sender !== undefined && sequence !== undefined) return senderKey({ sender, sequence })
  if (track !== undefined) return trackKey(scope, track)
  return digest === undefined ? `i:${id}` : `d:${digest}`
}

// Digits come last, and a scope has no colon: no two names are one text. Those of a sender stand together.
export const senderKey = ({ sender, sequence }: EventKey): string => `s:${sender}:${sequence}`
export const trackKey = (scope: string, track: string): string => `t:${scope}:${wellFormed(track)}`

/** What decides on which shard a key is: all of one sender are on one, so that its gaps are counted there. */
export const placeOf = (key: string): string =>
  key.startsWith('s:') ? key.slice(2, key.lastIndexOf(':')) : key

/** @returns from 0; the same for ever, on every collector, as long as there are so many shards */
export const shardOf = (place: string, shards: number): number =>
  shards === 1 ? 0 : createHash('sha1').update(place).digest().readUInt32BE(0) % shards
