import type { StoredEvent } from '../model/event.ts'
import { mergeLedgers, type Report, type Sender } from '../model/sender.ts'
import type { SenderChange } from './store.ts'

type Entry = { -readonly [Key in keyof Sender]: Sender[Key] }

/** Keeps count of the senders for the length of one transaction: each is read once and written once. */
export interface SenderAccumulator {
  /**
   * Enters what came in with one request.
   *
   * @param isNew - whether the event at this place was stored now, and not before
   */
  enter(
    events: readonly Counted[],
    isNew: (at: number) => boolean,
    reports: readonly Report[],
  ): SenderChange[]
  /** Writes all that were entered. */
  write(): void
}

/** What of an event is of its sender. */
export type Counted = Pick<StoredEvent, 'sender' | 'sequence' | 'received' | 'visitor' | 'session'>

export function createSenderAccumulator(
  read: (sender: string) => Sender | undefined,
  write: (sender: Sender) => void,
): SenderAccumulator {
  const entries = new Map<string, Sender>()

  return {
    enter(events, isNew, reports) {
      const changes = new Map<string, { before: Sender | undefined; now: Entry }>()
      const entry = (sender: string, received: number): Entry => {
        let change = changes.get(sender)
        if (change === undefined) {
          const before = entries.get(sender) ?? read(sender)
          change = { before, now: { ...(before ?? unknown(sender, received)) } }
          changes.set(sender, change)
          entries.set(sender, change.now)
        }
        change.now.lastSeen = Math.max(change.now.lastSeen, received)
        return change.now
      }

      for (const [at, { sender, sequence, received, visitor, session }] of events.entries()) {
        if (sender === undefined || sequence === undefined) continue
        const now = entry(sender, received)
        if (!isNew(at)) {
          now.repeated += 1
          continue
        }
        // Not of a repeat: its event may have been erased.
        now.visitor = visitor ?? now.visitor
        now.session = session ?? now.session
        now.stored += 1
        now.highest = Math.max(now.highest, sequence)
      }
      for (const { sender, received, ledger } of reports) {
        const now = entry(sender, received)
        now.ledger = mergeLedgers(now.ledger, ledger)
      }
      return [...changes.values()]
    },
    write() {
      for (const sender of entries.values()) write(sender)
    },
  }
}

const unknown = (sender: string, received: number): Sender => ({
  sender,
  stored: 0,
  repeated: 0,
  highest: 0,
  ledger: {},
  firstSeen: received,
  lastSeen: received,
})
