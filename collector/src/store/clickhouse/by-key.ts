import type { Keyed } from '../watch.ts'
import { timeIn } from './event-id.ts'
import { type EventRow, eventOf, shown } from './event-row.ts'
import type { Shard } from './shard.ts'

/** Looks deletions up by these keys alone: there may be many others. */
const notDeleted = 'key NOT IN (SELECT key FROM deletions_local WHERE key IN {keys:Array(String)})'

type Row = EventRow & { readonly key: string }

/**
 * Events of a shard by their keys, by which its rows are sorted: each once, in no order.
 *
 * @param read - asks one replica or another. Default: whichever answers
 */
export async function readByKey(
  shard: Shard,
  keys: readonly string[],
  read: Shard['rows'] = shard.rows,
): Promise<Keyed[]> {
  if (keys.length === 0) return []
  const rows = await read<Row>(
    `SELECT key, ${shown} FROM events_local AS event FINAL
     WHERE key IN {keys:Array(String)} AND ${notDeleted}`,
    { keys },
  )
  return rows.map(({ key, ...row }) => {
    const event = eventOf(row as unknown as EventRow)
    return { key, event, stored: timeIn(event.id) }
  })
}
