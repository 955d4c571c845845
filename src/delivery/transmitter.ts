import type { Delivery, DeliveryResult, Issue, Line, WireRequest } from '../types.ts'
import type { Count } from './ledger.ts'
import { unconfirmed, waiting } from './line-state.ts'
import type { Outbox } from './outbox.ts'

/**
 * Sends what waits, request by request, and does with the lines what the results say. What comes meanwhile waits for its
 * own count, bytes or time.
 *
 * @param isLeaving - whether the page may be about to end: then what is to be confirmed waits for another page
 * @returns the result that means "not now"; nothing when all is sent that waited at the beginning
 */
export type Transmitter = (isLeaving: boolean) => Promise<DeliveryResult | undefined>

export interface TransmitterOptions {
  readonly outbox: Outbox
  readonly delivery: Delivery
  /** Makes one request of lines, of as many of the first as it can hold. */
  pack(lines: readonly Line[]): WireRequest
  /** What asks whether the collector has a line, without saying it again. */
  readonly question?: ((line: Line) => Line) | undefined
  /** Hears the collector's clock, in seconds since the epoch. */
  onServerTime(time: number): void
  readonly count: Count
  /** Hears of lines that are dropped for good, and of what is thrown; the lines wait again then. */
  report(thrown: unknown): void
}

export const createTransmitter =
  ({ outbox, delivery, pack, question, onServerTime, count, report }: TransmitterOptions): Transmitter =>
  async (isLeaving) => {
    const { stateOf, inState, change, remove } = outbox
    const isSendable = (line: Line): boolean =>
      stateOf(line) === waiting || (stateOf(line) === unconfirmed && !isLeaving)
    const isAsked = (line: Line): unknown => delivery.isAnswered && question && stateOf(line) === unconfirmed
    const drop = (reason: Issue['reason'], value: unknown, events: number): void =>
      report({ reason, value, events } satisfies Issue)

    let due = [...inState(waiting), ...inState(unconfirmed)]
    let maxCount: number | undefined
    let isRefused = false
    let inHand: readonly Line[] = []
    try {
      for (;;) {
        inHand = []
        due = due.filter(isSendable)
        const next = due.slice(0, maxCount)
        if (!next[0]) return
        const asked = next.map(isAsked)
        let request = pack(next.map((line, at) => (asked[at] ? question!(line) : line)))
        const lines = next.slice(0, request.lines || 1)
        // A place for others to come between: what they took or another tab has, is not ours to send any more.
        if (delivery.prepare && !isLeaving) request = await delivery.prepare(request)
        outbox.yieldAdopted(lines)
        if (!lines.every(isSendable)) continue
        change('take', lines)
        inHand = lines

        const sent = delivery.send(request, { isLeaving, isRefused })
        const result = sent instanceof Promise ? await sent : sent
        const { status, rejected = [], missing, time } = result
        const half = lines.length >> 1
        const isRefusal = status === 400 || (status === 413 && !half && (sent !== result || isRefused))
        if (status === 200 || isRefusal) {
          // Which of them it lacks is not said: those that it has are repeats. Nor is a question's refusal the line's.
          if (missing !== 0)
            change(
              'miss',
              lines.filter((_, at) => asked[at]),
            )
          const done = lines.filter((line) => stateOf(line) !== waiting)
          const { length } = done
          remove(done)
          if (time) onServerTime(time)
          if (isRefusal) drop(status === 400 ? 'refused' : 'too-large', status, length)
          else {
            count('delivered', length - rejected.length)
            for (const value of rejected) drop('rejected', value, 1)
          }
        } else {
          if (status === 202) change('leave', lines)
          change('release', lines)
          if (status === 413) {
            maxCount = half || undefined
            isRefused ||= !half
          } else if (status !== 202) {
            count('retried', lines.length)
            return result
          }
        }
      }
    } catch (thrown) {
      report(thrown)
      change('release', inHand)
      return { status: 0 }
    }
  }
