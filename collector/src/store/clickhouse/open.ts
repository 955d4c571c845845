import { weighing } from '../../limits/stored-bytes.ts'
import { atOnce } from '../../limits/turns.ts'
import { type DeletionOptions, deletionDefaults } from '../deletion-options.ts'
import { groupCommit } from '../group-commit.ts'
import { oneByOne } from '../one-by-one.ts'
import type { RelayJournal } from '../relay-journal.ts'
import type { Appended, Store } from '../store.ts'
import type { Watch } from '../watch.ts'
import { type ClickhouseAddress, readAddress } from './address.ts'
import { type Arrival, missing, write } from './append.ts'
import { openCluster } from './cluster.ts'
import { openDeletions } from './deletions.ts'
import { openErasure } from './erasure.ts'
import { createIds } from './event-id.ts'
import { shardOf } from './event-key.ts'
import { openEvents } from './events.ts'
import { openExports } from './export.ts'
import { announcingLate } from './late.ts'
import { openQuestions } from './questions.ts'
import { openRefused } from './relay/refused.ts'
import { readDelivery, readGaps, recentSenders } from './senders.ts'
import { openWatch } from './watch.ts'
import { whenThere } from './when-there.ts'

/** Bytes of events that may wait, and of one write. */
const limits = { waiting: 64 * 1024 * 1024, write: 4 * 1024 * 1024 }

export interface ClickhouseOptions extends DeletionOptions {
  /** Milliseconds that a question may take. */
  readonly questionTime: number
  readonly password: string
  /** What the operator is to hear of servers. Where it is absent, a store that is away cannot be opened. */
  readonly operator?: Operator
}

export interface ClickhouseStore extends Store {
  readonly watch: Watch
  /** What the relay's targets have refused; its own process notes it. */
  readonly refusals: Pick<RelayJournal, 'counts' | 'refused'>
}

export interface Operator {
  /** The store cannot be opened, and is tried again; without a reason: it is open. */
  away(reason: string | undefined): void
  /** A server is not used. */
  refused(reason: string): void
}

/**
 * Opens a store that is a cluster.
 *
 * @param store - `clickhouse://user@host:port,host:port/database?cluster=…`
 * @throws when its servers have another schema, or cannot be reached and no operator hears of it
 */
export async function openClickhouse(
  store: string,
  options: Partial<ClickhouseOptions> = {},
): Promise<ClickhouseStore> {
  const { operator } = options
  const address = readAddress(store)
  const open = () => openNow(address, options)
  return operator === undefined ? open() : whenThere(open, operator.away)
}

async function openNow(
  address: ClickhouseAddress,
  options: Partial<ClickhouseOptions>,
): Promise<ClickhouseStore> {
  const { password = '', questionTime = 120_000, operator, ...deletion } = options
  const cluster = await openCluster(address, password, operator?.refused)
  const { shards } = cluster
  const events = openEvents(cluster)
  const deletions = openDeletions(cluster, { ...deletionDefaults, ...deletion })
  const erase = openErasure(cluster, deletions)
  const questions = openQuestions(cluster, questionTime)
  const exports = openExports(cluster)
  const exclusively = oneByOne()
  const nextId = createIds()
  const announcing = announcingLate(cluster, nextId)
  let isOpen = true

  const { append, flush } = groupCommit<Arrival, PromiseSettledResult<Appended>>(
    (arrivals) => exclusively(() => announcing(arrivals, () => write(cluster, nextId, arrivals))),
    ({ weighed }) => weighed.bytes,
    limits,
  )

  return {
    async append(events, reports = [], weighed = atOnce(weighing(events, reports))) {
      if (!isOpen) throw new Error('the store is not open')
      const result = await append({ events, reports, weighed })
      if (result.status === 'rejected') throw result.reason
      return result.value
    },
    missing: (keys) => exclusively(() => missing(cluster, keys)),
    async probe() {
      await Promise.all(shards.map((shard) => shard.insert('probes_local', [{ at: Date.now() }])))
    },
    total: events.total,
    delete: (scope, track) => exclusively(() => deletions.delete(scope, track)),
    purgeWhenDue: deletions.purgeWhenDue,
    async erase(which) {
      // What waits is of the visitor, too.
      await flush()
      return exclusively(() => erase(which))
    },
    counts: events.counts,
    rate: events.rate,
    recent: events.recent,
    after: (cursor, limit) => exclusively(() => events.after(cursor, limit)),
    delivery: () => readDelivery(cluster),
    senders: (limit) => recentSenders(cluster, limit),
    gaps: (sender) => readGaps(shards[shardOf(sender, shards.length)]!, sender),
    playback: events.playback,
    ask: questions.ask,
    export: exports.start,
    watch: openWatch(cluster),
    refusals: openRefused(cluster),
    async close() {
      isOpen = false
      questions.close()
      await flush()
      await exclusively(() => cluster.close())
    },
  }
}
