import type { StoredEvent } from '../event.ts'

/** What of an event is stored as JSON. */
export interface StoredJson {
  readonly payload: string
  readonly user?: string | undefined
}

const written = new WeakMap<StoredEvent, StoredJson>()

/** Written once for each event: it is weighed before it is stored, and both times by its JSON. */
export function storedJson(event: StoredEvent): StoredJson {
  const known = written.get(event)
  if (known !== undefined) return known
  const { payload, user } = event
  const json = { payload: JSON.stringify(payload), user: user && JSON.stringify(user) }
  written.set(event, json)
  return json
}
