import type { StoredEvent } from '../../model/event.ts'
import type { Appended } from '../store.ts'
import type { Arrival } from './append.ts'
import type { Cluster } from './cluster.ts'
import { keyOf, placeOf, shardOf } from './event-key.ts'
import { followTimes } from './relay/shard-follower.ts'

type Results = readonly PromiseSettledResult<Appended>[]

/** Keys of writes that failed, of which a server may have stored something. */
const mostDoubtful = 100_000

const isNamed = ({ sender, sequence, track, digest }: StoredEvent) =>
  (sender !== undefined && sequence !== undefined) || track !== undefined || digest !== undefined

/**
 * Writes, and announces events that may be there only now: whoever follows the store by ids that were given before has passed
 * them by.
 */
export function announcingLate(
  { shards }: Pick<Cluster, 'shards'>,
  nextId: () => bigint,
): (arrivals: readonly Arrival[], write: () => Promise<Results>) => Promise<Results> {
  const doubtful = new Set<string>()

  const announce = async (keys: readonly string[]) => {
    for (;;) {
      const began = Date.now()
      const rows = keys.map((key) => ({ key, id: String(nextId()) }))
      await Promise.all(
        shards.map((shard, at) =>
          shard.insert(
            'relay_late_local',
            rows.filter(({ key }) => shardOf(placeOf(key), shards.length) === at),
          ),
        ),
      )
      if (Date.now() - began <= followTimes.late) return
    }
  }

  return async (arrivals, write) => {
    const began = Date.now()
    const results = await write()
    const isLate = Date.now() - began > followTimes.late
    if (!isLate && doubtful.size === 0 && results.every(({ status }) => status === 'fulfilled'))
      return results
    const keys = results.flatMap((result, at) => {
      const named = arrivals[at]!.events.filter(isNamed).map((event) => keyOf(event, ''))
      if (result.status === 'rejected') {
        for (const key of named) if (doubtful.size < mostDoubtful) doubtful.add(key)
        return []
      }
      if (!isLate) return named.filter((key) => doubtful.has(key))
      // Those that have no name are known by their ids. Of others there is no such key, which nobody minds.
      const unnamed = result.value.stored.filter((event) => !isNamed(event))
      return [...named, ...unnamed.map(({ id }) => `i:${id}`)]
    })
    if (keys.length > 0) await announce(keys)
    for (const key of keys) doubtful.delete(key)
    return results
  }
}
