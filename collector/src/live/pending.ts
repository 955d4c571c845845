import { isFresh, type Sender, unexplainedOf } from '../model/sender.ts'

/** What may be on its way, of all senders that were seen in the last minute. */
export interface Waiting {
  set(sender: Sender): void
  /** @param now - milliseconds since the epoch */
  count(now: number): number
}

/** Senders that are waited for: more would cost memory, and what is theirs counts as missing at once. */
const limit = 20_000

export function createWaiting(): Waiting {
  const senders = new Map<string, { readonly lastSeen: number; readonly events: number }>()

  return {
    set(sender) {
      senders.delete(sender.sender)
      const events = unexplainedOf(sender)
      if (events === 0) return
      senders.set(sender.sender, { lastSeen: sender.lastSeen, events })
      if (senders.size > limit) senders.delete(senders.keys().next().value!)
    },
    count(now) {
      let sum = 0
      for (const [name, entry] of senders) {
        if (isFresh(entry, now)) sum += entry.events
        else senders.delete(name)
      }
      return sum
    },
  }
}
