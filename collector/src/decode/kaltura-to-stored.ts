import type { StoredEvent } from '../event.ts'
import { kalturaTypeName } from './kaltura-event-types.ts'
import { digestOf, ownKeyNames } from './kaltura-key.ts'
import type { Parameters } from './parameters.ts'

/** The longest id and address: what is beyond stays in the payload alone. */
const longest = { id: 256, address: 8192 }

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
    visitor: within(longest.id, first('persistentSessionId') ?? first('userId')),
    session: within(longest.id, first('sessionId')),
    page: within(longest.address, first('referrer')),
    ...(ownKey ?? { digest: digestOf(payload) }),
    payload,
  }
}

const within = (most: number, text: string | undefined) =>
  text !== undefined && text.length > most ? undefined : text
