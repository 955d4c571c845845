import type { LiveEvent } from '../../../model/event.ts'
import type { Follower } from '../../relay-journal.ts'
import { readByKey } from '../by-key.ts'
import { idAt } from '../event-id.ts'
import type { Shard } from '../shard.ts'
import { waitingAgain } from './refused.ts'

/** Rows that are found at once, and keys that are remembered. */
const limits = { found: 5_000, keys: 20_000 }

/**
 * Milliseconds: what is younger is not relayed yet, as something older may still be on its way to its server; the time of a write
 * from which on it is announced once more; and between looks that find nothing.
 */
export const followTimes = { settles: 5_000, late: 2_000, look: 1_000 }

interface Found {
  readonly key: string
  /** 1: of an event that was announced once more. */
  readonly isLate: 0 | 1
  readonly id: string
}

const isAfter = (id: string, cursor: string) => BigInt(id) > BigInt(cursor)

/** Follows one shard, in the order of the ids that collectors gave. */
export function followShard(shard: Shard): Follower {
  /** The keys of events that were given out lately. */
  const keys = new Map<string, string>()
  /** Keys of events that were settled lately. */
  const settled = new Set<string>()
  let ahead: readonly Found[] = []
  let nextLook = 0

  const currently: Shard['rows'] = (...asked) => shard.current(['events_local'], ...asked)
  const find = async (after: string): Promise<readonly Found[]> => {
    const span = 'id > {after:UInt128} AND id < {until:UInt128} ORDER BY id LIMIT {limit:UInt32}'
    const found = await shard.current<Found>(
      ['events_local', 'relay_late_local'],
      `SELECT key, toString(id) AS id, isLate FROM (
         SELECT * FROM (SELECT key, id, 0 AS isLate FROM events_local WHERE ${span})
         UNION ALL SELECT * FROM (SELECT key, id, 1 AS isLate FROM relay_late_local WHERE ${span})
       ) AS found ORDER BY found.id LIMIT {limit:UInt32}`,
      { after, until: idAt(Date.now() - followTimes.settles), limit: limits.found },
    )
    if (found.length < limits.found) nextLook = performance.now() + followTimes.look
    return found
  }
  const remember = (key: string) => {
    settled.add(key)
    if (settled.size > limits.keys) settled.delete(settled.keys().next().value!)
  }
  const given = (read: Awaited<ReturnType<typeof readByKey>>): readonly LiveEvent[] =>
    read.map(({ key, event }) => {
      keys.delete(event.id)
      keys.set(event.id, key)
      if (keys.size > limits.keys) keys.delete(keys.keys().next().value!)
      return event
    })

  return {
    async after(cursor = '0', limit) {
      for (const { key, id } of ahead) if (!isAfter(id, cursor)) remember(key)
      ahead = ahead.filter(({ id }) => isAfter(id, cursor))
      if (ahead.length === 0 && performance.now() >= nextLook) ahead = await find(cursor)
      // What was announced in vain was seen in time.
      ahead = ahead.filter(({ key, isLate }) => !(isLate && settled.has(key)))
      const window = ahead.slice(0, limit)
      const places = new Map(window.map(({ key }, at) => [key, at] as const).reverse())
      const read = await readByKey(shard, [...places.keys()], currently)
      read.sort((one, other) => places.get(one.key)! - places.get(other.key)!)
      return { events: given(read), cursor: window.at(-1)?.id ?? cursor }
    },
    async kept(ids) {
      const of = new Map(ids.map((id) => [keys.get(id) ?? '', id]))
      const deleted = await shard.rows<{ key: string }>(
        'SELECT DISTINCT key FROM deletions_local WHERE key IN {keys:Array(String)}',
        { keys: [...of.keys()] },
      )
      for (const { key } of deleted) of.delete(key)
      return new Set(of.values())
    },
    async again(target, limit) {
      return given(await readByKey(shard, await waitingAgain(shard, target, limit)))
    },
    close() {},
  }
}
