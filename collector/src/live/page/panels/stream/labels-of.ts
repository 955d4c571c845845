import type { LiveEvent } from '../../../../model/event.ts'
import { fieldsOf } from '../../../../model/fields-of.ts'
import { textsOf } from '../event/texts-of.ts'

/** Kaltura's parameters that tell events apart. */
const telling = ['entryId', 'position', 'targetPosition', 'errorCode']

/** Of a sale, which it was and how much. */
const selling = ['orderID', 'cartTotal']

/** What tells an event from others of its type, as pairs of name and value: Rivet's labels are two at most. */
export function labelsOf(
  event: Pick<LiveEvent, 'dialect' | 'payload' | 'value' | 'title'>,
): [string, string][] {
  const payload = fieldsOf(event.payload)
  switch (event.dialect) {
    case 'rivet':
      return [
        ...Object.entries(payload.labels ?? {}).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]),
        ...pairsOf(fieldsOf(payload.conversion), selling),
      ]
    case 'kaltura':
      return pairsOf(payload, telling)
    case 'profile-store':
      return Object.entries({ value: event.value, title: event.title }).flatMap(
        ([name, text]): [string, string][] => (text === undefined ? [] : [[name, text]]),
      )
  }
}

const pairsOf = (fields: Record<string, unknown>, names: readonly string[]): [string, string][] =>
  names.flatMap((name) => textsOf(fields, name).map((text): [string, string] => [name, text]))
