import type { Database } from 'better-sqlite3'
import { droppedOf, type Sender } from '../../model/sender.ts'

/** The columns of a sender that are not computed. */
export const senderColumns: readonly string[] = [
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

/** The senders themselves, one by one. */
export interface SenderRows {
  read(sender: string): Sender | undefined
  /** In place of what was known of it. */
  write(sender: Sender): void
}

export function openSenderRows(database: Database): SenderRows {
  const select = database.prepare(`SELECT ${senderColumns} FROM senders WHERE sender = ?`)
  const upsert = database.prepare(
    `INSERT INTO senders (${senderColumns}) VALUES (${senderColumns.map(() => '?')})
     ON CONFLICT DO UPDATE SET ${senderColumns.slice(1).map((column) => `${column} = excluded.${column}`)}`,
  )
  return {
    read(sender) {
      const row = select.get(sender) as SenderRow | undefined
      return row && senderOf(row)
    },
    write(one) {
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
    },
  }
}

export interface SenderRow extends Omit<Sender, 'ledger' | 'firstSeen' | 'lastSeen' | 'visitor' | 'session'> {
  readonly ledger: string
  readonly first_seen: number
  readonly last_seen: number
  readonly visitor: string | null
  readonly session: string | null
}

export const senderOf = (row: SenderRow): Sender => ({
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
