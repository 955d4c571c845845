import type { Answer, Delivery, Issue, Line, WireRequest } from '../types.ts'
import type { Outbox } from './outbox.ts'

/**
 * Takes what waits to the collector, request by request, and does with the lines what its answers say.
 *
 * @returns the answer that means "not now"; nothing when there is nothing left to send
 */
export type Courier = (isLeaving: boolean) => Promise<Answer | undefined>

/**
 * @param next - the request to be made of what waits, of at most so many lines
 * @param answered - hears the collector's clock
 * @param count - counts lines in the ledger
 * @param report - hears of lines that are dropped for good, and of what is thrown; the lines wait again then
 */
export const createCourier =
  (
    outbox: Outbox,
    next: (most?: number) => WireRequest | undefined,
    delivery: Delivery,
    answered: (time: number) => void,
    count: (what: 'delivered' | 'retried', lines: number) => void,
    report: (thrown: unknown) => void,
  ): Courier =>
  async (isLeaving) => {
    let most: number | undefined
    let isRefused = false
    let inHand: readonly Line[] = []
    const drop = (reason: Issue['reason'], value: unknown, events: number): void =>
      report({ reason, value, events } satisfies Issue)

    // What was left, unless another page has taken it, is ours to send now that there is time for an answer.
    if (!isLeaving) outbox.reclaim()
    try {
      for (;;) {
        inHand = []
        let request = next(most)
        if (!request) return
        const lines = outbox.peek(request.lines || 1)
        // A place for others to come between: what they took or another tab has, is not ours to send any more.
        if (delivery.prepare && !isLeaving) request = await delivery.prepare(request)
        if (!outbox.take(lines)) continue
        inHand = lines

        const sent = delivery.send(request, isLeaving, isRefused)
        // Not by `instanceof Promise`: zone.js and old libraries have put another in its place.
        const answer = 'then' in sent ? await sent : sent
        const { status, rejected = [], time } = answer
        const half = lines.length >> 1
        if (status === 202) outbox.leave(lines)
        else if (status === 413 && (half || (sent === answer && !isRefused))) {
          outbox.release(lines)
          most = half || undefined
          isRefused ||= !half
        } else if (status === 200) {
          outbox.remove(lines)
          if (time) answered(time)
          count('delivered', lines.length - rejected.length)
          for (const value of rejected) drop('rejected', value, 1)
        } else if (status > 399 && status < 500 && status !== 429) {
          outbox.remove(lines)
          drop(status === 413 ? 'too-large' : 'refused', status, lines.length)
        } else {
          outbox.release(lines)
          count('retried', lines.length)
          delivery.cover?.(next)
          return answer
        }
      }
    } catch (thrown) {
      report(thrown)
      outbox.release(inHand)
      return { status: 0 }
    }
  }
