import { createHash } from 'node:crypto'
import type { LiveEvent, StoredEvent } from '../../model/event.ts'
import type { Report, Sender } from '../../model/sender.ts'
import { createSenderAccumulator } from '../sender-accumulator.ts'
import type { Appended, EventKey, SenderChange } from '../store.ts'
import type { Weighed } from '../stored-json.ts'
import type { Cluster, Shard } from './cluster.ts'
import { keyOf, placeOf, senderKey, shardOf } from './event-key.ts'
import { rowOf } from './event-row.ts'
import { readSenders, type SenderFacts, writeSenders } from './senders.ts'

/** What came in with one request. */
export interface Arrival {
  readonly events: readonly StoredEvent[]
  readonly reports: readonly Report[]
  readonly weighed: Weighed
}

interface Placed {
  readonly event: StoredEvent
  readonly key: string
  readonly id: bigint
  readonly row: object
}

/** Which of these keys a shard has, also of events that were deleted. What is being written elsewhere it may not know. */
async function knownIn(shard: Shard, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await shard.rows<{ key: string }>(
    `SELECT DISTINCT key FROM (
       SELECT key FROM events_local WHERE key IN {keys:Array(String)}
       UNION ALL SELECT key FROM deletions_local WHERE key IN {keys:Array(String)})`,
    { keys },
  )
  return new Set(rows.map(({ key }) => key))
}

const grouped = <Item>(items: readonly Item[], shards: number, placeIn: (item: Item) => string): Item[][] => {
  const groups: Item[][] = Array.from({ length: shards }, () => [])
  for (const item of items) groups[shardOf(placeIn(item), shards)]!.push(item)
  return groups
}

/**
 * Writes what came in with some requests: the rows of each shard at once. It may be written again, whole or in part,
 * by this collector or another: rows of one key count once.
 *
 * @param nextId - gives an id that is greater than the last
 */
export async function write(
  { shards }: Pick<Cluster, 'shards'>,
  nextId: () => bigint,
  arrivals: readonly Arrival[],
): Promise<Appended[]> {
  const placed = arrivals.map(({ events, weighed }) =>
    events.map((event, at): Placed => {
      const id = nextId()
      const key = keyOf(event, String(id))
      return { event, key, id, row: rowOf(event, weighed.json[at]!, key, id) }
    }),
  )
  const all = placed.flat()
  const names = new Set([
    ...all.flatMap(({ event: { sender, sequence } }) =>
      sender !== undefined && sequence !== undefined ? [sender] : [],
    ),
    ...arrivals.flatMap(({ reports }) => reports.map(({ sender }) => sender)),
  ])
  const ofShards = grouped(all, shards.length, ({ key }) => placeOf(key))
  const sendersOfShards = grouped([...names], shards.length, (name) => name)
  const [known, senders] = await Promise.all([
    Promise.all(
      shards.map((shard, at) =>
        knownIn(
          shard,
          ofShards[at]!.map(({ key }) => key),
        ),
      ),
    ),
    Promise.all(shards.map((shard, at) => readSenders(shard, sendersOfShards[at]!))),
  ])
  const keys = new Set(known.flatMap((some) => [...some]))
  const before = new Map(senders.flatMap((some) => [...some]))

  const fresh = new Set<Placed>()
  const written = new Map<string, Sender>()
  const accumulator = createSenderAccumulator(
    (name) => before.get(name),
    (sender) => written.set(sender.sender, sender),
  )
  const appended = arrivals.map(({ events, reports }, request): Appended => {
    const inserted = placed[request]!.map((one) => {
      if (keys.has(one.key)) return false
      keys.add(one.key)
      fresh.add(one)
      return true
    })
    const stored = placed[request]!.filter((_, at) => inserted[at]).map(liveEvent)
    const changes: SenderChange[] = accumulator.enter(events, (at) => inserted[at]!, reports)
    return { stored, repeated: events.length - stored.length, senders: changes }
  })
  accumulator.write()

  const facts = factsOf(all, written, before)
  await Promise.all(
    shards.flatMap((shard, at) => {
      const rows = ofShards[at]!.filter((one) => fresh.has(one))
      const token = tokenOf(ofShards[at]!)
      const some = sendersOfShards[at]!.map((name) => facts.get(name)!)
      return [
        shard.insert(
          'events_local',
          rows.map(({ row }) => row),
          { insert_deduplication_token: token },
        ),
        writeSenders(shard, some, `senders ${token} ${nextId()}`),
      ]
    }),
  )
  return appended
}

/** The same for the same rows, in whichever replica they are tried. */
const tokenOf = (rows: readonly Placed[]): string => {
  const hash = createHash('sha1')
  for (const { id } of rows) hash.update(`${id} `)
  return hash.digest('hex')
}

const liveEvent = ({ event, id }: Placed): LiveEvent =>
  Object.assign({ id: String(id) }, event, { digest: undefined })

/** Also of events that came again: what was learnt of them may not have been written then. */
function factsOf(
  all: readonly Placed[],
  written: ReadonlyMap<string, Sender>,
  before: ReadonlyMap<string, Sender>,
): ReadonlyMap<string, SenderFacts> {
  const sequences = new Map<string, Set<number>>()
  for (const { event } of all) {
    const { sender, sequence } = event
    if (sender === undefined || sequence === undefined) continue
    const known = sequences.get(sender) ?? new Set()
    sequences.set(sender, known.add(sequence))
  }
  const id = all.at(-1)?.id ?? 0n
  return new Map(
    [...written].map(([name, now]) => {
      const own = [...(sequences.get(name) ?? [])]
      const highest = own.reduce((most, sequence) => Math.max(most, sequence), now.highest)
      const repeated = now.repeated - (before.get(name)?.repeated ?? 0)
      return [name, { now: { ...now, highest }, sequences: own, repeated, id }]
    }),
  )
}

/** Which of these events are in no shard, by their places in the list. */
export async function missing(
  { shards }: Pick<Cluster, 'shards'>,
  wanted: readonly EventKey[],
): Promise<readonly number[]> {
  const keys = wanted.map(senderKey)
  const groups = grouped(keys, shards.length, placeOf)
  const known = await Promise.all(shards.map((shard, at) => knownIn(shard, groups[at]!)))
  const stored = new Set(known.flatMap((some) => [...some]))
  return keys.flatMap((key, at) => (stored.has(key) ? [] : [at]))
}
