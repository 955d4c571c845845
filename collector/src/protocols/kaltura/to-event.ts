import type { StoredEvent } from '../../model/event.ts'
import { digestOf } from '../../model/kaltura-digest.ts'
import { maxLength } from '../max-length.ts'
import { kalturaTypeName } from './event-types.ts'
import { ownKeyNames } from './key.ts'
import type { Parameters } from './query-parameters.ts'

/**
 * trackEvent says nothing of when an event happened, so that is when it was received.
 *
 * @param received - milliseconds since the epoch, by the collector's clock
 * @param ownKey - the key that its sender has given it, which is no parameter of Kaltura's
 */
export function kalturaToStored(
  parameters: Parameters,
  received: number,
  ownKey?: Pick<StoredEvent, 'sender' | 'sequence'>,
): StoredEvent & { readonly payload: Readonly<Record<string, unknown>> } {
  // Of repeated names the first counts; an empty one says nothing.
  const first = (name: string) => parameters.get(name)?.[0] || undefined
  const payload = Object.fromEntries(
    [...parameters]
      .filter(([name]) => ownKey === undefined || !ownKeyNames.includes(name))
      .map(([name, texts]) => [name, texts.length === 1 ? texts[0] : texts]),
  )
  return {
    dialect: 'kaltura',
    type: `kaltura/${kalturaTypeName(first('eventType'))}`,
    time: received,
    received,
    visitor: within(maxLength.name, first('persistentSessionId') ?? first('userId')),
    session: within(maxLength.name, first('sessionId')),
    page: within(maxLength.address, first('referrer')),
    ...(ownKey ?? { digest: digestOf(payload) }),
    payload,
  }
}

const within = (maxLength: number, text: string | undefined) =>
  text !== undefined && text.length > maxLength ? undefined : text
