import type { Sender } from '../model/sender.ts'
import type { Count, Rate } from '../store/store.ts'
import type { DeliveryNews } from './delivery-stats.ts'

interface All {
  readonly total: number
  readonly counts: readonly Count[]
  readonly rate: readonly Rate[]
}

interface Changes {
  readonly counts: readonly Count[]
  readonly rate: readonly Rate[]
  readonly senders: readonly Sender[]
  /** How many events there are more. */
  readonly more: number
}

/** What viewers know already: they are told what is new alone. */
export interface ViewerChanges {
  /** @returns undefined when nothing has changed since this was last asked */
  changes(all: All, delivery: Pick<DeliveryNews, 'health' | 'senders'>): Changes | undefined
  forget(): void
}

export function createViewerChanges(): ViewerChanges {
  let last = { total: undefined as number | undefined, health: '' }
  let rows = new Set<string>()

  return {
    changes({ total, counts, rate }, { health, senders }) {
      const now = new Set<string>()
      const isNew = (row: unknown): boolean => {
        const text = JSON.stringify(row)
        now.add(text)
        return !rows.has(text)
      }
      const changed = {
        counts: counts.filter(isNew),
        rate: rate.filter(isNew),
        senders: senders.filter(isNew),
        more: total - (last.total ?? total),
      }
      const is = { total, health: JSON.stringify(health) }
      const isSame =
        changed.counts.length + changed.rate.length + changed.senders.length === 0 &&
        is.total === last.total &&
        is.health === last.health
      rows = now
      last = is
      return isSame ? undefined : changed
    },
    forget() {
      last = { total: undefined, health: '' }
      rows = new Set()
    },
  }
}
