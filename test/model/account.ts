import { actionsOf, type SimulatedCollector } from './collector.ts'
import type { Fate } from './fates.ts'
import type { Posted } from './network.ts'

/** What the world has done to events, that no library could help. */
export interface Account {
  /** Was in a request that the browser said to have sent, and that the collector never stored. */
  readonly lost: ReadonlySet<string>
  /** Was in a request that the collector will never have. */
  readonly refused: ReadonlySet<string>
  /** Was in a request that arrived twice, or whose page has not heard at once that it had arrived. */
  readonly doubtful: ReadonlySet<string>
  /** Was stored nowhere, as storage had failed, when its page died; or nowhere else, when that was cleared. */
  readonly doomed: ReadonlySet<string>
  /** Whether storage has failed at some time, and there is such an excuse. */
  isTroubled: boolean
  /** A request has met its fate. */
  met(request: Posted, fate: Fate): void
  /** A page was left: from now on some events may be in storage and in no page's memory. */
  pageLeft(): void
  /** A page died, with its memory. */
  pageDied(tracked: readonly string[]): void
  storageCleared(): void
}

/** @param kept - the events that are in storage */
export const createAccount = ({ arrivals }: SimulatedCollector, kept: () => readonly string[]): Account => {
  const lost = new Set<string>()
  const refused = new Set<string>()
  const doubtful = new Set<string>()
  const doomed = new Set<string>()
  let hasAnyLeft = false
  const doom = (actions: readonly string[]): void => {
    for (const action of actions) if (!arrivals.has(action)) doomed.add(action)
  }

  const account: Account = {
    lost,
    refused,
    doubtful,
    doomed,
    isTroubled: false,
    met({ body, by }, { arrives, heard, status }) {
      const isTaken = by === 'beacon' || status > 0
      for (const action of actionsOf(body)) {
        if (!arrives.length && isTaken) lost.add(action)
        if (status === 400 || status === 413) refused.add(action)
        if (arrives.length > 1 || (arrives.length && by === 'fetch' && (heard || !status)))
          doubtful.add(action)
      }
    },
    pageLeft() {
      hasAnyLeft = true
    },
    pageDied(tracked) {
      hasAnyLeft = true
      const stored = new Set(kept())
      if (account.isTroubled) doom(tracked.filter((action) => !stored.has(action)))
    },
    storageCleared() {
      account.isTroubled = true
      if (hasAnyLeft) doom(kept())
    },
  }
  return account
}
