import type { ClickhouseAddress } from './address.ts'
import { codeOf, refusal } from './failures.ts'
import type { Node } from './node.ts'
import { relayTables } from './relay/tables.ts'
import { createTable, type Table } from './table.ts'

/** One part of the table for so long: what is too old goes with it as a whole. A week. */
export const partitionMs = 7 * 24 * 3_600_000

/** What an event's row holds. Texts that were not said are null, which is not the same as empty. */
export const eventColumns: Readonly<Record<string, string>> = {
  key: 'String',
  id: 'UInt128',
  version: 'UInt64',
  dialect: 'LowCardinality(String)',
  type: 'String',
  time: 'Int64',
  fraction: 'Nullable(Int32)',
  original: 'Nullable(Int64)',
  received: 'Int64',
  visitor: 'Nullable(String)',
  session: 'Nullable(String)',
  page: 'Nullable(String)',
  sender: 'Nullable(String)',
  sequence: 'Nullable(UInt64)',
  digest: 'Nullable(String)',
  scope: 'LowCardinality(String)',
  track: 'Nullable(String)',
  value: 'Nullable(String)',
  title: 'Nullable(String)',
  address: 'Nullable(String)',
  user: 'Nullable(String)',
  country: 'Nullable(String)',
  city: 'Nullable(String)',
  traffic: 'Nullable(String)',
  payload: 'String',
  category: 'String',
  action: 'String',
  ticks: 'Int64',
}

/** New rows are in small parts: by their least and greatest id the large ones are passed over. */
const spanOfIds = 'INDEX span_of_ids id TYPE minmax GRANULARITY 1'

const tables: readonly Table[] = [
  {
    name: 'events_local',
    columns: eventColumns,
    indexes: [
      ...['visitor', 'session', 'track', 'id'].map(
        (column) => `INDEX by_${column} ${column} TYPE bloom_filter GRANULARITY 2`,
      ),
      spanOfIds,
    ],
    engine: 'ReplacingMergeTree',
    version: 'version',
    partition: `intDiv(received, ${partitionMs})`,
    // By nothing else: with a time or a type in it, a repeat that says another would be another row.
    order: 'key',
  },
  {
    name: 'deletions_local',
    columns: { key: 'String', id: 'UInt128', week: 'Int64', deleted: 'Int64', purged: 'Int64' },
    engine: 'ReplacingMergeTree',
    version: 'purged',
    partition: 'week',
    order: 'key',
  },
  {
    name: 'senders_local',
    // All but `repeated` may be written twice and say the same.
    columns: {
      sender: 'String',
      sequences: 'AggregateFunction(groupBitmap, UInt64)',
      highest: 'SimpleAggregateFunction(max, UInt64)',
      repeated: 'SimpleAggregateFunction(sum, UInt64)',
      ledger: 'SimpleAggregateFunction(maxMap, Map(String, UInt64))',
      first_seen: 'SimpleAggregateFunction(min, Int64)',
      last_seen: 'SimpleAggregateFunction(max, Int64)',
      visitor: 'SimpleAggregateFunction(max, Tuple(UInt128, String))',
      session: 'SimpleAggregateFunction(max, Tuple(UInt128, String))',
    },
    engine: 'AggregatingMergeTree',
    order: 'sender',
  },
  // One row, written again whenever somebody wants to know whether events could be.
  {
    name: 'probes_local',
    columns: { at: 'Int64' },
    engine: 'ReplacingMergeTree',
    order: 'tuple()',
  },
]

/** What reads events, each once, and none that is deleted: nobody reads the tables themselves. */
const once = `CREATE VIEW IF NOT EXISTS events_once AS SELECT ${Object.keys(eventColumns).join(', ')}
  FROM events_local FINAL WHERE key NOT IN (SELECT key FROM deletions_local)`

/** The same of all shards. */
const ofAll = (name: string, local: string, { database, cluster }: ClickhouseAddress): string =>
  cluster === undefined
    ? `CREATE VIEW IF NOT EXISTS ${name} AS SELECT * FROM ${local}`
    : `CREATE TABLE IF NOT EXISTS ${name} AS ${local} ENGINE = Distributed('${cluster}', '${database}', '${local}')`

/** The steps from nothing to today's schema. A step that was released is never changed. */
const steps: readonly ((address: ClickhouseAddress) => readonly string[])[] = [
  (address) => [
    ...tables.map((table) => createTable(table, address)),
    once,
    ofAll('events', 'events_once', address),
    ofAll('deletions', 'deletions_local', address),
    ofAll('senders', 'senders_local', address),
  ],
  // Other replicas take part in it. A table that is made now has it: a replica that comes later is made as the others are.
  () => [
    `ALTER TABLE events_local ADD ${spanOfIds.replace('INDEX', 'INDEX IF NOT EXISTS')} SETTINGS alter_sync = 2`,
    'ALTER TABLE events_local MATERIALIZE INDEX span_of_ids',
  ],
  (address) => relayTables.map((table) => createTable(table, address)),
  // A week that is over becomes one part, a day after its last: reading each event once takes memory for each part, a third of
  // it for 12 weeks. Each replica has these for itself.
  () => [
    `ALTER TABLE events_local MODIFY SETTING min_age_to_force_merge_seconds = ${24 * 3_600},
       min_age_to_force_merge_on_partition_only = 1`,
  ],
]

/** The schema that this collector reads and writes. */
export const schemaVersion: number = steps.length

const versions = `CREATE TABLE IF NOT EXISTS rivulet_schema (version UInt32) ENGINE = MergeTree ORDER BY version`

async function isThere(node: Node): Promise<boolean> {
  try {
    const rows = await node.rows(
      "SELECT name FROM system.tables WHERE database = currentDatabase() AND name = 'rivulet_schema'",
    )
    return rows.length > 0
  } catch (error) {
    // 81: not even the database is.
    if (codeOf(error) === '81') return false
    throw error
  }
}

/** @returns the version of its schema; 0: it has none */
export async function versionIn(node: Node): Promise<number> {
  const there = await isThere(node)
  if (!there) return 0
  const [{ version } = { version: 0 }] = await node.rows<{ version: number }>(
    'SELECT max(version) AS version FROM rivulet_schema',
  )
  return version
}

const tooNew = (host: string, version: number) =>
  refusal(`${host} has schema ${version}, this collector knows up to ${schemaVersion}: use a newer collector`)

/** @throws when a server has another schema than this collector's, with what to do */
export async function checkSchema(node: Node): Promise<void> {
  const version = await versionIn(node)
  if (version > schemaVersion) throw tooNew(node.host, version)
  if (version < schemaVersion) {
    const found = version === 0 ? 'no schema' : `schema ${version}, this collector needs ${schemaVersion}`
    throw refusal(`${node.host} has ${found}: run rivulet-collector migrate with the same --store`)
  }
}

/**
 * Makes the schema, or brings it up to date; what is there already is left. Each server is asked itself.
 *
 * @param open - gives a server, whatever its database is
 * @returns from which version it came
 */
export async function migrateNode(node: Node, outside: Node, address: ClickhouseAddress): Promise<number> {
  await outside.run(`CREATE DATABASE IF NOT EXISTS "${address.database}"`)
  const version = await versionIn(node)
  if (version > schemaVersion) throw tooNew(node.host, version)
  await node.run(versions)
  for (const [at, step] of steps.entries()) {
    if (at < version) continue
    for (const statement of step(address)) await node.run(statement)
    await node.insert('rivulet_schema', [{ version: at + 1 }])
  }
  return version
}
