import { createHash } from 'node:crypto'
import type { LiveEvent, StoredEvent } from '../../model/event.ts'
import type { Report, Sender } from '../../model/sender.ts'
import { createSenderAccumulator } from '../sender-accumulator.ts'
import type { Appended, EventKey, SenderChange } from '../store.ts'
import type { Weighed } from '../stored-json.ts'
import type { Cluster } from './cluster.ts'
import { keyOf, placeOf, senderKey, shardOf } from './event-key.ts'
import { rowOf } from './event-row.ts'
import { readSenders, type SenderFacts, writeSenders } from './senders.ts'
import type { Shard } from './shard.ts'

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
const knownIn = (shard: Shard, keys: readonly string[]): Promise<ReadonlySet<string>> =>
  shard.agreed(
    `SELECT DISTINCT key FROM (
       SELECT key FROM events_local WHERE key IN {keys:Array(String)}
       UNION ALL SELECT key FROM deletions_local WHERE key IN {keys:Array(String)})`,
    keys,
  )

const grouped = <Item>(items: readonly Item[], shards: number, placeIn: (item: Item) => string): Item[][] => {
  const groups: Item[][] = Array.from({ length: shards }, () => [])
  for (const item of items) groups[shardOf(placeIn(item), shards)]!.push(item)
  return groups
}

/**
 * Writes what came in with some requests: the rows of each shard at once. It may be written again, whole or in part,
 * by this collector or another: rows of one key count once. A request fails when a shard does that it has to do with.
 *
 * @param nextId - gives an id that is greater than the last
 */
export async function write(
  { shards }: Pick<Cluster, 'shards'>,
  nextId: () => bigint,
  arrivals: readonly Arrival[],
): Promise<PromiseSettledResult<Appended>[]> {
  const placed = arrivals.map(({ events, reports, weighed }) => {
    const own = events.map((event, at): Placed => {
      const id = nextId()
      const key = keyOf(event, String(id))
      return { event, key, id, row: rowOf(event, weighed.json[at]!, key, id) }
    })
    const named = events.flatMap(({ sender, sequence }) =>
      sender !== undefined && sequence !== undefined ? [sender] : [],
    )
    const senders = [...named, ...reports.map(({ sender }) => sender)]
    const places = [...own.map(({ key }) => placeOf(key)), ...senders]
    return {
      events,
      reports,
      own,
      senders,
      shards: new Set(places.map((place) => shardOf(place, shards.length))),
    }
  })
  const away = new Map<number, unknown>()
  const onEach = async (work: (shard: Shard, at: number) => Promise<unknown>) => {
    const done = await Promise.allSettled(shards.map(work))
    for (const [at, one] of done.entries()) if (one.status === 'rejected') away.set(at, one.reason)
  }
  const whichIsAway = (request: (typeof placed)[number]) => [...request.shards].find((at) => away.has(at))

  const keys = new Set<string>()
  const before = new Map<string, Sender>()
  const asked = grouped(
    placed.flatMap(({ own }) => own),
    shards.length,
    ({ key }) => placeOf(key),
  )
  const askedSenders = grouped(
    [...new Set(placed.flatMap(({ senders }) => senders))],
    shards.length,
    (name) => name,
  )
  await onEach(async (shard, at) => {
    const [known, senders] = await Promise.all([
      knownIn(
        shard,
        asked[at]!.map(({ key }) => key),
      ),
      readSenders(shard, askedSenders[at]!),
    ])
    for (const key of known) keys.add(key)
    for (const [name, sender] of senders) before.set(name, sender)
  })

  const fresh = new Set<Placed>()
  const written = new Map<string, Sender>()
  const accumulator = createSenderAccumulator(
    (name) => before.get(name),
    (sender) => written.set(sender.sender, sender),
  )
  const taken = placed.filter((request) => whichIsAway(request) === undefined)
  const appended = new Map(
    taken.map((request) => {
      const { events, reports, own } = request
      const inserted = own.map((one) => {
        if (keys.has(one.key)) return false
        keys.add(one.key)
        fresh.add(one)
        return true
      })
      const stored = own.filter((_, at) => inserted[at]).map(liveEvent)
      const changes: SenderChange[] = accumulator.enter(events, (at) => inserted[at]!, reports)
      return [request, { stored, repeated: events.length - stored.length, senders: changes }] as const
    }),
  )
  accumulator.write()

  const all = taken.flatMap(({ own }) => own)
  const ofShards = grouped(all, shards.length, ({ key }) => placeOf(key))
  const facts = grouped(factsOf(all, written, before), shards.length, ({ now }) => now.sender)
  await onEach(async (shard, at) => {
    const rows = ofShards[at]!.filter((one) => fresh.has(one)).map(({ row }) => row)
    const token = tokenOf(ofShards[at]!)
    await Promise.all([
      shard.insert('events_local', rows, { insert_deduplication_token: token }),
      writeSenders(shard, facts[at]!, `senders ${token} ${nextId()}`),
    ])
  })
  return placed.map((request) => {
    const at = whichIsAway(request)
    return at === undefined
      ? { status: 'fulfilled', value: appended.get(request)! }
      : { status: 'rejected', reason: away.get(at) }
  })
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
): SenderFacts[] {
  const sequences = new Map<string, Set<number>>()
  for (const { event } of all) {
    const { sender, sequence } = event
    if (sender === undefined || sequence === undefined) continue
    const known = sequences.get(sender) ?? new Set()
    sequences.set(sender, known.add(sequence))
  }
  const id = all.at(-1)?.id ?? 0n
  return [...written].map(([name, now]) => {
    const own = [...(sequences.get(name) ?? [])]
    const highest = own.reduce((most, sequence) => Math.max(most, sequence), now.highest)
    const repeated = now.repeated - (before.get(name)?.repeated ?? 0)
    return { now: { ...now, highest }, sequences: own, repeated, id }
  })
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
