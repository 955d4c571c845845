import type { Entry } from './lanes.ts'

/** Failures of an event alone after which it is at fault itself, if others are taken. */
const most = 5

/** Tries a service that fails with one event at a time, and finds the event that makes it fail. */
export interface Trials {
  /** One of the first events of senders, another one each time. */
  next(lanes: readonly (readonly Entry[])[]): Entry | undefined
  /** The service has answered 500 to this event alone. */
  failed(id: string): void
  /** The service has taken some event. */
  taken(): void
  /** Those that make it fail: time after time, while others were taken. They are not named again. */
  atFault(): readonly string[]
}

export function createTrials(): Trials {
  const failures = new Map<string, { count: number; wereOthersTaken: boolean }>()
  let turn = 0
  return {
    next(lanes) {
      const first = lanes.flatMap(([entry]) => (entry === undefined ? [] : [entry]))
      turn += 1
      return first[turn % first.length]
    },
    failed(id) {
      const { count, wereOthersTaken } = failures.get(id) ?? { count: 0, wereOthersTaken: false }
      failures.set(id, { count: count + 1, wereOthersTaken })
    },
    taken() {
      for (const failure of failures.values()) failure.wereOthersTaken = true
    },
    atFault() {
      const found = [...failures].filter(([, { count, wereOthersTaken }]) => count >= most && wereOthersTaken)
      for (const [id] of found) failures.delete(id)
      return found.map(([id]) => id)
    },
  }
}
