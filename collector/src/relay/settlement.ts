import type { Checkpoint } from './checkpoint.ts'
import type { DeliverTools } from './deliver.ts'

/** What became of a target's events: counted, and noted where it has to be known after a restart. */
export interface Settlement {
  /** Events behind the cursor that need not be sent any more. */
  readonly settled: Set<string>
  readonly counts: Readonly<Record<'sent' | 'refused' | 'skipped', number>>
  /** For the events of a window. */
  readonly inOrder: DeliverTools
  /** For those that are sent again, which are of no window. */
  readonly onceMore: DeliverTools
  /** It cannot be sent, or not be taken. */
  refuse(id: string, reason: string): void
  /** It is not for this target. */
  skip(id: string): void
}

/** `answered` is told that the service answers, whatever it says. */
export function createSettlement(
  checkpoint: Checkpoint,
  {
    send,
    kept,
    answered,
  }: Pick<DeliverTools, 'send' | 'kept'> & { answered(verdict: 'taken' | 'refused'): void },
): Settlement {
  const settled = new Set<string>()
  const counts = { sent: 0, refused: 0, skipped: 0 }
  const settle = (id: string) => void settled.add(id)
  const note = (id: string, reason: string) => {
    counts.refused += 1
    checkpoint.refuse(id, reason)
  }
  const toolsOf = (taken: (id: string) => void, dropped: (id: string) => void): DeliverTools => ({
    send,
    kept,
    taken(entries) {
      answered('taken')
      counts.sent += entries.length
      for (const { id } of entries) taken(id)
    },
    refused({ id }, reason) {
      answered('refused')
      note(id, reason)
      dropped(id)
    },
    gone(ids) {
      counts.skipped += ids.length
      for (const id of ids) dropped(id)
    },
  })
  return {
    settled,
    counts,
    inOrder: toolsOf(settle, settle),
    onceMore: toolsOf(checkpoint.settle, () => {}),
    refuse(id, reason) {
      note(id, reason)
      settle(id)
    },
    skip(id) {
      counts.skipped += 1
      settle(id)
    },
  }
}
