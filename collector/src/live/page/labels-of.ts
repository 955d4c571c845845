import type { LiveEvent } from '../../event.ts'
import { textsOf } from './texts-of.ts'

/** Kaltura's parameters that tell events apart. */
const telling = ['entryId', 'position', 'targetPosition', 'errorCode']

/** What tells an event from others of its type, as pairs of name and value: Rivet's labels are two at most. */
export function labelsOf({ dialect, payload }: Pick<LiveEvent, 'dialect' | 'payload'>): [string, string][] {
  if (dialect === 'rivet')
    return Object.entries(payload.labels ?? {}).map(([name, value]) => [name, String(value)])
  return telling.flatMap((name) => textsOf(payload, name).map((text): [string, string] => [name, text]))
}
