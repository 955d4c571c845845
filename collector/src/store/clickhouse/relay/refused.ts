import type { Progress, RefusedEvent, RefusedSelection, RelayJournal } from '../../relay-journal.ts'
import { readByKey } from '../by-key.ts'
import type { Cluster } from '../cluster.ts'
import type { Shard } from '../shard.ts'

/** What has become of a refused event. Another state is another row, of a higher version. */
const states = { refused: 0, again: 1, settled: 2 }

/** Events that are read at once. */
const atOnce = 500

interface Row {
  readonly target: string
  readonly key: string
  readonly event: string
  readonly reason: string
  readonly refused: number
  readonly state: number
  readonly version: string
}

const columns = `target, key, toString(event) AS event, reason, toFloat64(refused) AS refused, state, version`

/** Neither settled, nor deleted meanwhile. */
const waiting = `relay_refused_local FINAL WHERE state < ${states.settled}
  AND key NOT IN (SELECT key FROM deletions_local WHERE key IN (SELECT key FROM relay_refused_local))`

const chosen = `({target:String} = '' OR target = {target:String})
  AND (empty({events:Array(String)}) OR toString(relay_refused_local.event) IN {events:Array(String)})`

const parametersOf = ({ target = '', events = [] }: RefusedSelection) => ({ target, events: [...events] })

/** Keys of events that somebody wants to be sent to a target again. */
export async function waitingAgain(shard: Shard, target: string, limit: number): Promise<readonly string[]> {
  const rows = await shard.rows<{ key: string }>(
    `SELECT key FROM ${waiting} AND state = ${states.again} AND target = {target:String}
     ORDER BY event LIMIT {limit:UInt32}`,
    { target, limit },
  )
  return rows.map(({ key }) => key)
}

/** Notes what a target has refused, and what of it is settled. */
export async function noteRefused(shard: Shard, { target, refused, settled }: Progress): Promise<void> {
  const ids = [...refused.map(({ event }) => event), ...settled]
  if (ids.length === 0) return
  const found = await shard.current<{ key: string; id: string }>(
    ['events_local'],
    'SELECT key, toString(id) AS id FROM events_local AS event WHERE event.id IN {ids:Array(UInt128)}',
    { ids: ids.map(BigInt) },
  )
  const keys = new Map(found.map(({ key, id }) => [id, key]))
  const version = BigInt(Date.now()) * 4n
  const rowOf = (event: string, state: number, rest: { reason?: string; refused?: number } = {}) => ({
    target,
    key: keys.get(event),
    event,
    reason: '',
    refused: 0,
    ...rest,
    state,
    // Refused once more, it is not settled.
    version: String(state === states.settled ? version : version + 1n),
  })
  await shard.insert(
    'relay_refused_local',
    [
      ...settled.map((event) => rowOf(event, states.settled)),
      ...refused.map(({ event, ...why }) => rowOf(event, states.refused, why)),
    ].filter(({ key }) => key !== undefined),
  )
}

/** What a live page shows of it, of all shards. */
export function openRefused({ shards }: Pick<Cluster, 'shards'>): Pick<RelayJournal, 'counts' | 'refused'> {
  return {
    async counts() {
      const sums: Record<string, number> = {}
      const counts = shards.map((shard) =>
        shard.rows<{ target: string; count: string }>(
          `SELECT target, count() AS count FROM ${waiting} GROUP BY target`,
        ),
      )
      for (const { target, count } of (await Promise.all(counts)).flat())
        sums[target] = (sums[target] ?? 0) + Number(count)
      return sums
    },
    async refused(limit) {
      const found = await Promise.all(
        shards.map(async (shard) => {
          const rows = await shard.rows<Row>(
            `SELECT ${columns} FROM ${waiting} ORDER BY refused DESC, event DESC LIMIT {limit:UInt32}`,
            { limit },
          )
          return withEvents(shard, rows)
        }),
      )
      return found
        .flat()
        .sort((one, other) => other.refused - one.refused)
        .slice(0, limit)
    },
  }
}

async function withEvents(shard: Shard, rows: readonly Row[]): Promise<RefusedEvent[]> {
  const read = await readByKey(
    shard,
    rows.map(({ key }) => key),
  )
  const events = new Map(read.map(({ key, event }) => [key, event]))
  return rows.flatMap(({ target, key, reason, refused, state }) => {
    const said = events.get(key)
    const isAgain = state === states.again
    return said === undefined ? [] : [{ target, event: said.id, reason, refused, isAgain, said }]
  })
}

/** Reads refused events, shard by shard. */
export async function* eachRefused(
  { shards }: Pick<Cluster, 'shards'>,
  selection: RefusedSelection,
): AsyncGenerator<RefusedEvent> {
  for (const shard of shards) {
    const rows = await shard.rows<Row>(
      `SELECT ${columns} FROM ${waiting} AND ${chosen} ORDER BY target, relay_refused_local.event`,
      parametersOf(selection),
    )
    for (let at = 0; at < rows.length; at += atOnce)
      yield* await withEvents(shard, rows.slice(at, at + atOnce))
  }
}

/** Has them sent again. @returns how many */
export async function sendAgain(
  { shards }: Pick<Cluster, 'shards'>,
  selection: RefusedSelection,
): Promise<number> {
  let count = 0
  for (const shard of shards) {
    const rows = await shard.rows<Row>(
      `SELECT ${columns} FROM ${waiting} AND ${chosen}`,
      parametersOf(selection),
    )
    // By the clock of who refused them: what becomes of them is later.
    const again = rows.map((row) => ({
      ...row,
      state: states.again,
      version: String(BigInt(row.version) + 1n),
    }))
    await shard.insert('relay_refused_local', again)
    count += rows.length
  }
  return count
}
