import type { StoredEvent } from './event.ts'
import { fieldsOf } from './fields-of.ts'

/** What events are counted by. */
export interface Kind {
  readonly category: string
  readonly action: string
}

/** Rivet's category and action; of every other dialect its name and the name of its type. */
export function kindOf({ dialect, type, payload }: Pick<StoredEvent, 'dialect' | 'type' | 'payload'>): Kind {
  if (dialect === 'rivet') {
    const { category, action } = fieldsOf(payload)
    return { category: String(category), action: String(action) }
  }
  // A type of Kaltura's begins with the dialect's name, one of Profile Store's is whatever its sender calls it.
  return { category: dialect, action: dialect === 'kaltura' ? type.slice('kaltura/'.length) : type }
}
