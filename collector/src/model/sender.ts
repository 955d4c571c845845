import { ledgerNames } from './ledger-names.ts'

/** What a sender has counted since it began, by name. */
export type Ledger = Readonly<Record<string, number>>

/** A ledger that came in. */
export interface Report {
  readonly sender: string
  readonly ledger: Ledger
  /** When it came in, by the collector's clock: milliseconds since the epoch. */
  readonly received: number
}

/** What is known of one sender: its events by their sequence, which count from 1, and what it says of itself. */
export interface Sender {
  readonly sender: string
  /** How many of its events are stored. */
  readonly stored: number
  /** How many came again, and were not stored again. */
  readonly repeated: number
  /** The highest sequence that is stored, 0 for none. */
  readonly highest: number
  /** The highest counts it has reported. */
  readonly ledger: Ledger
  /** By the collector's clock: milliseconds since the epoch. */
  readonly firstSeen: number
  readonly lastSeen: number
  /** Of its last event that had one. */
  readonly visitor?: string | undefined
  readonly session?: string | undefined
}

/** A name that the table does not have is the reason of a loss: senders may have new reasons. */
const isLoss = (name: string): boolean => !Object.hasOwn(ledgerNames, name) || ledgerNames[name]!.isLoss

/** What a ledger says was lost: reasons and counts, the largest first. */
export const lossesOf = (ledger: Ledger): [reason: string, count: number][] =>
  Object.entries(ledger)
    .filter(([name, count]) => count > 0 && isLoss(name))
    .sort(([, one], [, other]) => other - one)

/** How many events a ledger says were lost, for whatever reason. */
export const droppedOf = (ledger: Ledger): number =>
  lossesOf(ledger).reduce((sum, [, count]) => sum + count, 0)

/** Names a sender may have reported, all its ledgers together. */
const maxNames = 20

/** Both ledgers as one. Counts only grow, so of two the higher is the newer, in whatever order they come. */
export function mergeLedgers(one: Ledger, other: Ledger): Ledger {
  const counts = new Map(Object.entries(one))
  for (const [name, count] of Object.entries(other)) {
    if (counts.has(name) || counts.size < maxNames) counts.set(name, Math.max(count, counts.get(name) ?? 0))
  }
  return Object.fromEntries(counts)
}

/** How many events there must have been: no sequence is left out, and none is recorded that was not there. */
export const expectedOf = ({ highest, ledger }: Sender): number => Math.max(highest, ledger.recorded ?? 0)

/** How many of the events that are not stored the sender itself has reported as lost. */
export const reportedOf = (sender: Sender): number =>
  Math.min(expectedOf(sender) - sender.stored, droppedOf(sender.ledger))

/** How many events are not stored, and nobody has said why. */
export const unexplainedOf = (sender: Sender): number =>
  expectedOf(sender) - sender.stored - reportedOf(sender)

/** Milliseconds after which what a sender still holds is no longer taken to be on its way. */
const freshMs = 60_000

/**
 * Whether what is unexplained may still be on its way: the sender was seen in the last minute.
 *
 * @param now - by the collector's clock: milliseconds since the epoch
 */
export const isFresh = ({ lastSeen }: Pick<Sender, 'lastSeen'>, now: number): boolean =>
  // Seen in the future it was before the clock was set back.
  Math.abs(now - lastSeen) < freshMs
