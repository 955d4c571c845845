import type { StoredEvent } from '../event.ts'
import { kalturaTypeName } from './kaltura-event-types.ts'
import type { Parameters } from './parameters.ts'

/**
 * The largest eventIndex that can be true, and the longest id and address: what is beyond is stored without a key, and
 * stays in the payload alone.
 */
const sane = { index: 1_000_000, id: 256, address: 8192 }

/**
 * trackEvent says nothing of when an event happened, so that is when it was received.
 *
 * @param received - milliseconds since the epoch, by the collector's clock
 */
export function kalturaToStored(
  parameters: Parameters,
  received: number,
): StoredEvent & { readonly payload: Readonly<Record<string, unknown>> } {
  // Of repeated names the first counts; an empty one says nothing.
  const first = (name: string) => parameters.get(name)?.[0] || undefined
  return {
    dialect: 'kaltura',
    type: `kaltura/${kalturaTypeName(first('eventType'))}`,
    time: received,
    received,
    visitor: within(sane.id, first('persistentSessionId') ?? first('userId')),
    session: within(sane.id, first('sessionId')),
    page: within(sane.address, first('referrer')),
    ...keyOf(parameters),
    payload: Object.fromEntries(
      [...parameters].map(([name, texts]) => [name, texts.length === 1 ? texts[0] : texts]),
    ),
  }
}

const within = (longest: number, text: string | undefined) =>
  text !== undefined && text.length > longest ? undefined : text

/**
 * A sender is a viewing session of an entry, and its sequence the eventIndex, where all say so without a doubt. The
 * entry is part of it because each begins at 1, and there are players that keep the session.
 */
function keyOf(parameters: Parameters): Pick<StoredEvent, 'sender' | 'sequence'> {
  const [session = '', ...sessions] = parameters.get('sessionId') ?? []
  const [entry = '', ...entries] = parameters.get('entryId') ?? []
  const [index = '', ...indices] = parameters.get('eventIndex') ?? []
  const sequence = /^\d{1,7}$/.test(index) ? Number(index) : 0
  const isSane =
    session !== '' &&
    Math.max(session.length, entry.length) <= sane.id &&
    sequence >= 1 &&
    sequence <= sane.index
  return isSane && sessions.length + entries.length + indices.length === 0
    ? { sender: entry === '' ? session : `${session} ${entry}`, sequence }
    : {}
}
