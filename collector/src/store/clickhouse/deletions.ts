import type { DeletionOptions } from '../deletion-options.ts'
import { readEventName } from '../event-name.ts'
import type { Deleted, Deletion } from '../store.ts'
import type { Cluster } from './cluster.ts'
import { placeOf, senderKey, shardOf, trackKey } from './event-key.ts'
import { partitionMs } from './schema.ts'
import type { Shard } from './shard.ts'

/** What names an event that is to be hidden or erased. */
export interface Doomed extends Deleted {
  readonly key: string
}

export const doomedColumns = 'key, toString(id) AS id, category, action, toFloat64(received) AS received'

/** Keys in one statement that erases. */
const chunk = 1_000

/** The part of the store that hides events, and erases what is hidden. */
export interface Deletions {
  delete(scope: string, track: string): Promise<Deletion>
  purgeWhenDue(): Promise<void>
  /** Hides these events, and says that they are being erased. */
  hide(events: readonly Doomed[], purged: boolean): Promise<void>
}

/** Erases events of these keys, and what targets of the relay have said of them. */
export async function eraseKeys(shard: Shard, keys: readonly string[]): Promise<void> {
  const which = 'key IN {keys:Array(String)}'
  await shard.mutate(`ALTER TABLE events_local DELETE WHERE ${which}`, { keys })
  const [row] = await shard.rows<{ count: string }>(
    `SELECT count() AS count FROM relay_refused_local WHERE ${which}`,
    { keys },
  )
  if (row!.count !== '0')
    await shard.mutate(`ALTER TABLE relay_refused_local DELETE WHERE ${which}`, { keys })
}

export function openDeletions(
  { shards, rows }: Pick<Cluster, 'shards' | 'rows'>,
  { interval, limit }: DeletionOptions,
): Deletions {
  const waiting = async (): Promise<{ count: number; due: number }> => {
    const [row] = await rows<{ count: string; first: number }>(
      `SELECT count() AS count, toFloat64(min(deleted)) AS first FROM (
         SELECT key, max(purged) AS purged, min(deleted) AS deleted FROM deletions GROUP BY key
       ) WHERE purged = 0`,
    )
    const count = Number(row!.count)
    return { count, due: count === 0 ? Number.POSITIVE_INFINITY : row!.first + interval }
  }

  const hide = async (events: readonly Doomed[], purged: boolean) => {
    const now = Date.now()
    await Promise.all(
      shards.map((shard, at) =>
        shard.insert(
          'deletions_local',
          events
            .filter(({ key }) => shardOf(placeOf(key), shards.length) === at)
            .map(({ key, id, received }) => ({
              key,
              id,
              week: Math.trunc(received / partitionMs),
              deleted: now,
              purged: purged ? now : 0,
            })),
        ),
      ),
    )
  }

  // An event is called by its own TrackId, else by its key, else by its id.
  const named = (scope: string, track: string): Promise<Doomed[]> => {
    const { sender, sequence, id } = readEventName(track)
    const key = sender === undefined || sequence === undefined ? '' : senderKey({ sender, sequence })
    const select = (condition: string) =>
      `SELECT ${doomedColumns} FROM events AS event WHERE scope = {scope:String} AND ${condition}`
    return rows<Doomed>(
      `SELECT DISTINCT * FROM (
         ${select('key = {own:String}')}
         UNION ALL ${select('track = {track:String}')}
         UNION ALL ${select('key = {key:String} AND track IS NULL')}
         UNION ALL ${select(`event.id = toUInt128OrZero({id:String}) AND track IS NULL AND (sender IS NULL OR sequence IS NULL)`)}
       ) ORDER BY toUInt128(id)`,
      { scope, track, own: trackKey(scope, track), key, id: id ?? '0' },
    )
  }

  return {
    hide,
    async delete(scope, track) {
      const events = await named(scope, track)
      if (events.length === 0) return { kind: 'unknown' }
      const { count, due } = await waiting()
      if (events.length > limit - count) {
        return { kind: 'full', retryAfter: Math.max(1, Math.ceil((due - Date.now()) / 1000)) }
      }
      await hide(events, false)
      return { kind: 'deleted', events: events.map(({ key: _, ...event }) => event) }
    },
    async purgeWhenDue() {
      if ((await waiting()).due > Date.now()) return
      for (const shard of shards) {
        for (;;) {
          const some = await shard.rows<{ key: string; id: string; week: number }>(
            `SELECT key, toString(any(id)) AS id, toFloat64(any(week)) AS week FROM deletions_local
             GROUP BY key HAVING max(purged) = 0 LIMIT ${chunk}`,
          )
          if (some.length === 0) break
          await eraseKeys(
            shard,
            some.map(({ key }) => key),
          )
          const now = Date.now()
          await shard.insert(
            'deletions_local',
            some.map((one) => ({ ...one, deleted: now, purged: now })),
          )
        }
      }
    },
  }
}
