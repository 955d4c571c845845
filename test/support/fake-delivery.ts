import type { Delivery, FlushReason, Line } from '../../src/types.ts'

/** One call of a delivery, open until it is answered. */
export interface Attempt {
  readonly reason: FlushReason
  readonly lines: readonly Line[]
  /** Says how many of the lines were delivered: all, unless told something, be it nonsense. */
  answer(...delivered: readonly [unknown?]): void
}

/** A delivery that records what it is given, and delivers when the test says so. */
export const fakeDelivery = () => {
  const attempts: Attempt[] = []
  const deliver = (lines: readonly Line[], reason: FlushReason): Promise<number> =>
    new Promise((resolve) => {
      const kept = [...lines]
      attempts.push({
        reason,
        lines: kept,
        answer: (...answer) => resolve(answer.length ? (answer[0] as number) : kept.length),
      })
    })
  const delivery: Delivery = (lines, _pack, reason) => deliver(lines, reason)
  return { attempts, deliver, delivery }
}
