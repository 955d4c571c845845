import type { DeliveryResult, Issue, Line } from '../types.ts'
import { leave, miss, release, unconfirmed, waiting } from './line-state.ts'
import type { Outbox } from './outbox.ts'
import type { PipelineOptions } from './pipeline-options.ts'

/**
 * Sends what waits, request by request, and does with the lines what the results say. What comes meanwhile waits for its
 * own count, bytes or time.
 *
 * @param isLeaving - whether the page may be about to end: then what is to be confirmed waits for another page
 * @returns the result that means "not now"; nothing when all is sent that waited at the beginning
 */
export type Transmitter = (isLeaving: boolean) => Promise<DeliveryResult | undefined>

export const createTransmitter =
  ({ delivery, collector, wire, ledger, count, report }: PipelineOptions, outbox: Outbox): Transmitter =>
  async (isLeaving) => {
    const { stateOf, inState, change, remove } = outbox
    const isAsked = (line: Line): unknown =>
      delivery.isAnswered && wire.question && stateOf(line) === unconfirmed
    const drop = (reason: Issue['reason'], value: unknown, events: number): void =>
      report({ reason, value, events } satisfies Issue)

    /** What has left once goes to an answer, not from one beacon to the next, nor what leaves meanwhile. */
    const unsure = new Set(isLeaving ? [] : inState(unconfirmed))
    const isDue = (line: Line): boolean =>
      stateOf(line) === waiting || (stateOf(line) === unconfirmed && unsure.has(line))
    let due = [...inState(waiting), ...unsure]
    let maxCount: number | undefined
    let isRefused = false
    let inHand: readonly Line[] = []
    try {
      for (;;) {
        inHand = []
        due = due.filter(isDue)
        let lines = due.slice(0, maxCount)
        if (!lines[0]) return
        // Where nothing can be asked, what has left once goes again whole: only when an answer has come while this page is
        // there. A visit of pages that are left before that would send all of it on each.
        if (!wire.question) lines = lines.filter((line) => stateOf(line) === stateOf(lines[0]!))
        let request = wire.pack(
          lines.map((line) => (isAsked(line) ? wire.question!(line) : line)),
          collector,
          ledger,
        )
        lines = lines.slice(0, request.lines || 1)
        const asked = lines.filter(isAsked)
        // A place for others to come between: what they took or another tab has, is not ours to send any more.
        if (delivery.prepare && !isLeaving) request = await delivery.prepare(request)
        if (!lines.every(isDue) || !outbox.take(lines)) continue
        inHand = lines

        const sent = delivery.send(request, { isLeaving, isRefused })
        // Not `instanceof`: the global `Promise` may be an old library's.
        const result = 'then' in sent ? await sent : sent
        const { status, rejected = [], missing, time } = result
        const half = lines.length >> 1
        const isRefusal = status === 400 || (status === 413 && !half && (sent !== result || isRefused))
        if (status === 200 || isRefusal) {
          // A refusal of the question is not one of the line.
          change(
            miss,
            asked.filter((_, at) => missing?.includes(at + 1) ?? true),
          )
          lines = lines.filter((line) => stateOf(line) !== waiting)
          remove(lines)
          if (time) wire.onServerTime?.(time)
          if (isRefusal) drop(status === 400 ? 'refused' : 'too-large', status, lines.length)
          else count('delivered', lines.length - rejected.length)
          if (!isRefusal) for (const value of rejected) drop('rejected', value, 1)
        } else {
          if (status === 202) {
            change(leave, lines)
            unsure.clear()
          }
          change(release, lines)
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
      change(release, inHand)
      return { status: 0 }
    }
  }
