import type { Keyed } from '../watch.ts'

import { timeIn } from './event-id.ts'
import { type EventRow, eventOf, shown } from './event-row.ts'
import type { Shard } from './shard.ts'

/** Looks deletions up by these keys alone: there may be many others. */
const notDeleted = 'key NOT IN (SELECT key FROM deletions_local WHERE key IN {keys:Array(String)})'

/** Events of a shard by their keys, by which its rows are sorted: each once, in no order. */
export async function readByKey(shard: Shard, keys: readonly string[]): Promise<Keyed[]> {
  if (keys.length === 0) return []
  const rows = await shard.rows<EventRow & { readonly key: string }>(
    `SELECT key, ${shown} FROM events_local AS event FINAL
     WHERE key IN {keys:Array(String)} AND ${notDeleted}`,
    { keys },
  )
  return rows.map(({ key, ...row }) => {
    const event = eventOf(row as unknown as EventRow)
    return { key, event, stored: timeIn(event.id) }
  })
}

/** Which of these keys a shard has events of that are not deleted. */
export async function keptKeys(shard: Shard, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await shard.rows<{ key: string }>(
    `SELECT DISTINCT key FROM events_local WHERE key IN {keys:Array(String)} AND ${notDeleted}`,
    { keys },
  )
  return new Set(rows.map(({ key }) => key))
}
