import type { Database } from 'better-sqlite3'
import { droppedOf, type Sender } from '../../model/sender.ts'
import { gapsIn } from '../gaps.ts'
import { createSenderAccumulator, type SenderAccumulator } from '../sender-accumulator.ts'
import type { Delivery, Gaps } from '../store.ts'

/** Names of the ledgers that are added up: senders can make up new ones. */
const mostNames = 100

/** What one question for gaps may cost: some ten milliseconds, in which nothing is stored. */
const limits = { sequences: 50_000, ranges: 500 }

const columns = [
  'sender',
  'stored',
  'repeated',
  'highest',
  'recorded',
  'dropped',
  'ledger',
  'first_seen',
  'last_seen',
  'visitor',
  'session',
]

/** The part of the store that knows the senders. */
export interface Senders {
  /** For one transaction. */
  openAccumulator(): SenderAccumulator
  delivery(): Delivery
  recent(limit: number): Sender[]
  gaps(sender: string): Gaps
}

export function openSenders(database: Database): Senders {
  const selectOne = database.prepare(`SELECT ${columns} FROM senders WHERE sender = ?`)
  const selectRecent = database.prepare(`SELECT ${columns} FROM senders ORDER BY last_seen DESC LIMIT ?`)
  const upsert = database.prepare(
    `INSERT INTO senders (${columns}) VALUES (${columns.map(() => '?')})
     ON CONFLICT DO UPDATE SET ${columns.slice(1).map((column) => `${column} = excluded.${column}`)}`,
  )
  // total() and not sum(): counts are what strangers say, and where sum() overflows it fails.
  const selectDelivery = database.prepare(
    `SELECT count(*) AS senders, total(expected) AS expected, total(stored) AS stored,
       total(repeated) AS repeated, total(min(expected - stored, dropped)) AS reported FROM senders`,
  )
  const selectLedger = database
    .prepare(
      `SELECT key, total(value) FROM senders, json_each(ledger) GROUP BY key ORDER BY 2 DESC LIMIT ${mostNames}`,
    )
    .raw()
  const selectExpected = database.prepare('SELECT expected FROM senders WHERE sender = ?').pluck()
  const selectSequences = database
    .prepare('SELECT sequence FROM events WHERE sender = ? AND sequence IS NOT NULL ORDER BY sequence DESC')
    .pluck()

  const read = (sender: string): Sender | undefined => {
    const row = selectOne.get(sender) as Row | undefined
    return row && fromRow(row)
  }
  const write = (one: Sender) =>
    upsert.run(
      one.sender,
      one.stored,
      one.repeated,
      one.highest,
      one.ledger.recorded ?? 0,
      droppedOf(one.ledger),
      JSON.stringify(one.ledger),
      one.firstSeen,
      one.lastSeen,
      one.visitor,
      one.session,
    )

  return {
    openAccumulator: () => createSenderAccumulator(read, write),
    delivery: () => ({
      ...(selectDelivery.get() as Omit<Delivery, 'ledger'>),
      ledger: Object.fromEntries(selectLedger.all() as [string, number][]),
    }),
    recent: (limit) => (selectRecent.all(limit) as Row[]).map(fromRow),
    gaps: (sender) =>
      gapsIn(
        selectSequences.iterate(sender) as Iterable<number>,
        (selectExpected.get(sender) as number | undefined) ?? 0,
        limits,
      ),
  }
}

interface Row extends Omit<Sender, 'ledger' | 'firstSeen' | 'lastSeen' | 'visitor' | 'session'> {
  readonly ledger: string
  readonly first_seen: number
  readonly last_seen: number
  readonly visitor: string | null
  readonly session: string | null
}

const fromRow = (row: Row): Sender => ({
  sender: row.sender,
  stored: row.stored,
  repeated: row.repeated,
  highest: row.highest,
  ledger: JSON.parse(row.ledger),
  firstSeen: row.first_seen,
  lastSeen: row.last_seen,
  ...(row.visitor !== null && { visitor: row.visitor }),
  ...(row.session !== null && { session: row.session }),
})
