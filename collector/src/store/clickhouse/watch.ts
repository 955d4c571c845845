import type { Count } from '../store.ts'
import type { Watch } from '../watch.ts'
import { readByKey } from './by-key.ts'
import type { Cluster } from './cluster.ts'
import { idAt } from './event-id.ts'
import { placeOf, shardOf } from './event-key.ts'
import { readDelivery, recentSenders } from './senders.ts'

/** Looks at what all collectors store. */
export function openWatch(cluster: Cluster): Watch {
  const { shards, rows } = cluster
  return {
    async figures(until, sinceSecond, senders) {
      const end = { until: idAt(until) }
      // First: what is deleted while the rest is read is news the next time. Of each shard, as one hears of it after another.
      const deleted = await Promise.all(
        shards.map((shard) =>
          shard.rows<{ at: number }>('SELECT toFloat64(max(deleted)) AS at FROM deletions_local'),
        ),
      )
      const [counts, rate, delivery, recent] = await Promise.all([
        rows<Count & { unnumbered: string }>(
          `SELECT category, action, count() AS count, countIf(sender IS NULL OR sequence IS NULL) AS unnumbered
           FROM events AS event WHERE event.id < {until:UInt128}
           GROUP BY category, action ORDER BY count DESC`,
          end,
        ),
        rows<{ second: string; count: string }>(
          `SELECT intDiv(received, 1000) AS second, count() AS count FROM events AS event
           WHERE received >= {since:Int64} * 1000 AND event.id < {until:UInt128} GROUP BY second ORDER BY second`,
          { since: sinceSecond, ...end },
        ),
        readDelivery(cluster),
        recentSenders(cluster, senders),
      ])
      return {
        total: counts.reduce((sum, { count }) => sum + Number(count), 0),
        unnumbered: counts.reduce((sum, { unnumbered }) => sum + Number(unnumbered), 0),
        counts: counts.map(({ category, action, count }) => ({ category, action, count: Number(count) })),
        rate: rate.map(({ second, count }) => [Number(second), Number(count)]),
        delivery,
        senders: recent,
        deleted: deleted.reduce((sum, [latest]) => sum + latest!.at, 0),
      }
    },
    async since(time, limit) {
      // Of the rows themselves: to merge them, all of them would be read.
      const found = await Promise.all(
        shards.map((shard) =>
          shard.rows<{ key: string }>(
            'SELECT key FROM events_local WHERE id >= {from:UInt128} ORDER BY id DESC LIMIT {limit:UInt32}',
            { from: idAt(time), limit },
          ),
        ),
      )
      return [...new Set(found.flat().map(({ key }) => key))]
    },
    async events(keys) {
      const found = await Promise.all(
        shards.map((shard, at) =>
          readByKey(
            shard,
            keys.filter((key) => shardOf(placeOf(key), shards.length) === at),
          ),
        ),
      )
      return found.flat().sort((one, other) => (BigInt(one.event.id) < BigInt(other.event.id) ? -1 : 1))
    },
  }
}
