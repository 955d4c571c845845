import { ledgerNames } from '../../model/ledger-names.ts'
import { expectedOf, mergeLedgers, type Sender } from '../../model/sender.ts'
import { gapsIn } from '../gaps.ts'
import type { Delivery, Gaps } from '../store.ts'
import type { Cluster } from './cluster.ts'
import type { Shard } from './shard.ts'

/** What was learnt of a sender by one write. All but `repeated` may be said again. */
export interface SenderFacts {
  readonly now: Sender
  readonly sequences: readonly number[]
  readonly repeated: number
  /** The id of the last event, by which the newest name is known. */
  readonly id: bigint
}

/** Names of the ledgers that are added up, and what one question for gaps may cost. */
const limits = { names: 100, sequences: 50_000, ranges: 500 }

const fields = `sender String, sequences Array(UInt64), highest UInt64, repeated UInt64,
  ledger Map(String, UInt64), first_seen Int64, last_seen Int64, visitor Tuple(UInt128, String), session Tuple(UInt128, String)`

const into = `senders_local SELECT sender, bitmapBuild(sequences), highest, repeated, ledger, first_seen, last_seen,
  visitor, session FROM input('${fields}')`

export async function writeSenders(
  shard: Shard,
  facts: readonly SenderFacts[],
  token: string,
): Promise<void> {
  const nameOf = (id: bigint, text: string | undefined) =>
    text === undefined ? ['0', ''] : [String(id), text]
  await shard.insert(
    into,
    facts.map(({ now, sequences, repeated, id }) => ({
      sender: now.sender,
      sequences,
      highest: now.highest,
      repeated,
      ledger: now.ledger,
      first_seen: now.firstSeen,
      last_seen: now.lastSeen,
      visitor: nameOf(id, now.visitor),
      session: nameOf(id, now.session),
    })),
    { insert_deduplication_token: token },
  )
}

const grouped = (condition: string) => `SELECT sender,
    bitmapCardinality(groupBitmapMergeState(sequences)) AS stored, sum(repeated) AS repeated, max(highest) AS highest,
    maxMap(ledger) AS ledger, min(first_seen) AS first_seen, max(last_seen) AS last_seen,
    max(visitor).2 AS visitor, max(session).2 AS session
  FROM senders_local ${condition} GROUP BY sender`

const ofAll = (select: string) => select.replace('senders_local', 'senders')

/** Those of a shard that are known, by their names. */
export async function readSenders(shard: Shard, names: readonly string[]): Promise<Map<string, Sender>> {
  if (names.length === 0) return new Map()
  const rows = await shard.lookup<Row>(grouped('WHERE sender IN {names:Array(String)}'), { names })
  return new Map(rows.map((row) => [row.sender, fromRow(row)]))
}

export const recentSenders = async (cluster: Cluster, limit: number): Promise<Sender[]> => {
  const rows = await cluster.rows<Row>(
    `SELECT * FROM (${ofAll(grouped(''))}) ORDER BY last_seen DESC LIMIT {limit:UInt32}`,
    { limit },
  )
  return rows.map(fromRow)
}

const noLosses = Object.entries(ledgerNames)
  .filter(([, { isLoss }]) => !isLoss)
  .map(([name]) => `'${name}'`)

/** As numbers that do not overflow: counts are what strangers say. */
export async function readDelivery(cluster: Cluster): Promise<Delivery> {
  const each = `SELECT toFloat64(stored) AS stored, toFloat64(repeated) AS repeated,
      toFloat64(greatest(highest, ledger['recorded'])) AS expected,
      arraySum(arrayMap(value -> toFloat64(value),
        mapValues(mapFilter((name, value) -> name NOT IN (${noLosses}), ledger)))) AS dropped, ledger
    FROM (${ofAll(grouped(''))})`
  const [[sums], ledger] = await Promise.all([
    cluster.rows<Record<'senders' | 'expected' | 'stored' | 'repeated' | 'reported', string | number>>(
      `SELECT count() AS senders, sum(expected) AS expected, sum(stored) AS stored, sum(repeated) AS repeated,
        sum(least(expected - stored, dropped)) AS reported
       FROM (${each})`,
    ),
    cluster.rows<{ name: string; count: number }>(
      `SELECT name, sum(toFloat64(value)) AS count FROM (${each})
       ARRAY JOIN mapKeys(ledger) AS name, mapValues(ledger) AS value
       GROUP BY name ORDER BY count DESC LIMIT ${limits.names}`,
    ),
  ])
  const { senders, expected, stored, repeated, reported } = sums!
  return {
    senders: Number(senders),
    expected: Number(expected),
    stored: Number(stored),
    repeated: Number(repeated),
    reported: Number(reported),
    ledger: Object.fromEntries(ledger.map(({ name, count }) => [name, count])),
  }
}

export async function readGaps(shard: Shard, sender: string): Promise<Gaps> {
  const [known] = (await readSenders(shard, [sender])).values()
  if (known === undefined) return { ranges: [], from: 1 }
  const [row] = await shard.rows<{ sequences: string[] }>(
    `SELECT arraySlice(arrayReverseSort(bitmapToArray(groupBitmapMergeState(sequences))), 1, ${limits.sequences + 1}) AS sequences
     FROM senders_local WHERE sender = {sender:String}`,
    { sender },
  )
  return gapsIn(row!.sequences.map(Number), expectedOf(known), limits)
}

interface Row {
  readonly sender: string
  readonly stored: string
  readonly repeated: string
  readonly highest: string
  readonly ledger: Readonly<Record<string, string>>
  readonly first_seen: string
  readonly last_seen: string
  readonly visitor: string
  readonly session: string
}

const fromRow = (row: Row): Sender => ({
  sender: row.sender,
  stored: Number(row.stored),
  repeated: Number(row.repeated),
  highest: Number(row.highest),
  // Two collectors may have taken twenty names each.
  ledger: mergeLedgers(
    {},
    Object.fromEntries(Object.entries(row.ledger).map(([name, count]) => [name, Number(count)])),
  ),
  firstSeen: Number(row.first_seen),
  lastSeen: Number(row.last_seen),
  ...(row.visitor !== '' && { visitor: row.visitor }),
  ...(row.session !== '' && { session: row.session }),
})
