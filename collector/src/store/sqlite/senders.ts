import type { Database } from 'better-sqlite3'
import type { Sender } from '../../model/sender.ts'
import { gapsIn } from '../gaps.ts'
import type { Delivery, Gaps } from '../store.ts'
import { type SenderRow, senderColumns, senderOf } from './sender-rows.ts'

/** Names of the ledgers that are added up: senders can make up new ones. */
const mostNames = 100

/** What one question for gaps may cost: some ten milliseconds, in which nothing is stored. */
const limits = { sequences: 50_000, ranges: 500 }

/** The part of the store that knows the senders. */
export interface Senders {
  delivery(): Delivery
  recent(limit: number): Sender[]
  gaps(sender: string): Gaps
}

export function openSenders(database: Database): Senders {
  const selectRecent = database.prepare(
    `SELECT ${senderColumns} FROM senders ORDER BY last_seen DESC LIMIT ?`,
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

  return {
    delivery: () => ({
      ...(selectDelivery.get() as Omit<Delivery, 'ledger'>),
      ledger: Object.fromEntries(selectLedger.all() as [string, number][]),
    }),
    recent: (limit) => (selectRecent.all(limit) as SenderRow[]).map(senderOf),
    gaps: (sender) =>
      gapsIn(
        selectSequences.iterate(sender) as Iterable<number>,
        (selectExpected.get(sender) as number | undefined) ?? 0,
        limits,
      ),
  }
}
