import type { Deleted, Erasure } from '../store.ts'
import type { Cluster } from './cluster.ts'
import { type Deletions, type Doomed, doomedColumns, eraseKeys } from './deletions.ts'
import { idAt } from './event-id.ts'
import { partitionMs } from './schema.ts'
import type { Shard } from './shard.ts'

/** Events of one step, and senders of one statement. */
const limits = { events: 100_000, senders: 10_000 }

/** A server drops 50 GB at most where nobody says otherwise. */
const whateverSize = 'SETTINGS max_partition_size_to_drop = 0'

/** The part of the store that erases many events. */
export function openErasure(
  { shards, rows }: Pick<Cluster, 'shards' | 'rows'>,
  { hide }: Pick<Deletions, 'hide'>,
): (which: Erasure) => Promise<readonly Deleted[]> {
  // The keys stay among the deletions: what a page sends again is not stored again.
  const eraseVisitor = async (visitor: string): Promise<readonly Deleted[]> => {
    const events = await rows<Doomed>(
      `SELECT ${doomedColumns} FROM events AS event WHERE visitor = {visitor:String} LIMIT ${limits.events}`,
      { visitor },
    )
    await hide(events, true)
    for (const shard of shards) {
      const [row] = await shard.rows<{ count: string }>(
        'SELECT count() AS count FROM events_local WHERE visitor = {visitor:String}',
        { visitor },
      )
      // Those that nobody has hidden are left for the next step.
      if (row!.count !== '0') {
        const hidden = 'key IN (SELECT key FROM deletions_local)'
        const { keys } = (
          await shard.rows<{ keys: string[] }>(
            `SELECT groupUniqArray(key) AS keys FROM events_local WHERE visitor = {visitor:String} AND ${hidden}`,
            { visitor },
          )
        )[0]!
        await eraseKeys(shard, keys)
      }
      await forget(shard, visitor)
    }
    return events.map(({ key: _, ...event }) => event)
  }

  // Whole parts of the table, of all shards: nothing of them is read again but what was counted.
  const removeOld = async (before: number): Promise<readonly Deleted[]> => {
    const end = Math.floor(before / partitionMs)
    const erased: Deleted[] = []
    for (const shard of shards) {
      await removeSenders(shard, before)
      await removeNotes(shard, end)
      const weeks = await shard.rows<{ partition: string }>(
        `SELECT DISTINCT partition FROM system.parts WHERE active AND database = currentDatabase()
           AND table IN ('events_local', 'deletions_local') AND toInt64(partition) < {end:Int64}`,
        { end },
      )
      for (const { partition } of weeks) {
        const events = await shard.rows<Deleted>(
          `SELECT toString(id) AS id, category, action, toFloat64(received) AS received FROM events_once AS event
           WHERE intDiv(received, ${partitionMs}) = {week:Int64} LIMIT ${limits.events}`,
          { week: partition },
        )
        erased.push(...events)
        for (const table of ['events_local', 'deletions_local'])
          await shard.mutate(`ALTER TABLE ${table} DROP PARTITION ${partition} ${whateverSize}`)
      }
    }
    return erased
  }

  return (which) => ('visitor' in which ? eraseVisitor(which.visitor) : removeOld(which.receivedBefore))
}

const forget = async (shard: Shard, visitor: string): Promise<void> => {
  const [row] = await shard.rows<{ count: string }>(
    'SELECT count() AS count FROM senders_local WHERE visitor.2 = {visitor:String}',
    { visitor },
  )
  if (row!.count === '0') return
  await shard.mutate(
    `ALTER TABLE senders_local UPDATE visitor = (visitor.1, ''), session = (session.1, '')
     WHERE visitor.2 = {visitor:String}`,
    { visitor },
  )
}

/** What the relay has noted of events that are gone. */
async function removeNotes(shard: Shard, week: number): Promise<void> {
  const before = { before: idAt(week * partitionMs) }
  for (const [table, id] of [
    ['relay_refused_local', 'event'],
    ['relay_late_local', 'id'],
  ] as const) {
    const old = `${id} < {before:UInt128}`
    const [row] = await shard.rows<{ count: string }>(
      `SELECT count() AS count FROM ${table} WHERE ${old}`,
      before,
    )
    if (row!.count !== '0') await shard.mutate(`ALTER TABLE ${table} DELETE WHERE ${old}`, before)
  }
}

async function removeSenders(shard: Shard, before: number): Promise<void> {
  const old = await shard.rows<{ sender: string }>(
    `SELECT sender FROM senders_local GROUP BY sender HAVING max(last_seen) < {before:Int64} LIMIT ${limits.senders}`,
    { before },
  )
  if (old.length === 0) return
  await shard.mutate('ALTER TABLE senders_local DELETE WHERE sender IN {senders:Array(String)}', {
    senders: old.map(({ sender }) => sender),
  })
}
