import type { Entry } from './lanes.ts'

/** Failures of an event alone after which it is at fault itself, if others are taken. */
const most = 5

/** Tries a service that fails with one event at a time, and finds the event that makes it fail. */
export interface Trials {
  /** One of the first events of senders, another one each time. */
  next(lanes: readonly (readonly Entry[])[]): Entry | undefined
  /** The service has answered 500 to this event alone. */
  failed(id: string): void
  /** The service has taken this one. @returns those that are at fault */
  taken(id: string): readonly string[]
}

export function createTrials(): Trials {
  const failures = new Map<string, number>()
  let turn = 0
  return {
    next(lanes) {
      const first = lanes.flatMap(([entry]) => (entry === undefined ? [] : [entry]))
      turn += 1
      return first[turn % first.length]
    },
    failed: (id) => void failures.set(id, (failures.get(id) ?? 0) + 1),
    taken(id) {
      failures.delete(id)
      const atFault = [...failures].filter(([, count]) => count >= most).map(([each]) => each)
      for (const each of atFault) failures.delete(each)
      return atFault
    },
  }
}
