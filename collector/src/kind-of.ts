import type { StoredEvent } from './event.ts'

/** What events are counted by. */
export interface Kind {
  readonly category: string
  readonly action: string
}

/** Rivet's category and action; of every other dialect its name and the name of its type. */
export const kindOf = ({
  dialect,
  type,
  payload,
}: Pick<StoredEvent, 'dialect' | 'type' | 'payload'>): Kind =>
  dialect === 'rivet'
    ? { category: String(payload.category), action: String(payload.action) }
    : { category: dialect, action: type.slice(dialect.length + 1) }
