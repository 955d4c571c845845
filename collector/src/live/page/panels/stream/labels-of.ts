import type { LiveEvent } from '../../../../model/event.ts'
import { fieldsOf } from '../../../../model/fields-of.ts'
import { textsOf } from '../event/texts-of.ts'

/** Kaltura's parameters that tell events apart. */
const telling = ['entryId', 'position', 'targetPosition', 'errorCode']

/** What tells an event from others of its type, as pairs of name and value: Rivet's labels are two at most. */
export function labelsOf(
  event: Pick<LiveEvent, 'dialect' | 'payload' | 'value' | 'title'>,
): [string, string][] {
  const payload = fieldsOf(event.payload)
  switch (event.dialect) {
    case 'rivet':
      return Object.entries(payload.labels ?? {}).map(([name, value]) => [name, String(value)])
    case 'kaltura':
      return telling.flatMap((name) => textsOf(payload, name).map((text): [string, string] => [name, text]))
    case 'profile-store':
      return Object.entries({ value: event.value, title: event.title }).flatMap(
        ([name, text]): [string, string][] => (text === undefined ? [] : [[name, text]]),
      )
  }
}
