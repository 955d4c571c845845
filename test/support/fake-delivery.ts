import type { Delivery, DeliveryResult, Line, SendOptions, WireRequest } from '../../src/types.ts'

/** One request that was handed to a delivery, open until it is answered. */
export interface Attempt {
  readonly isLeaving: boolean
  readonly request: WireRequest
  readonly lines: readonly Line[]
  /** Says how it fared: delivered, unless told something, be it nonsense. */
  answer(answer?: unknown): void
}

/** Makes one request of all lines, so that they can be read off it. */
export const packed = (lines: readonly Line[]): WireRequest => ({
  url: 'https://collect.example/',
  body: lines.join('\0'),
  lines: lines.length,
})

/** A delivery that records what it is given, and answers when the test says so. */
export const fakeDelivery = (): { attempts: Attempt[]; delivery: Delivery } => {
  const attempts: Attempt[] = []
  const send = (request: WireRequest, { isLeaving }: SendOptions): Promise<DeliveryResult> =>
    new Promise((resolve) => {
      const lines = `${request.body}`.split('\0')
      attempts.push({
        isLeaving,
        request,
        lines,
        answer: (answer = { status: 200 }) => resolve(answer as DeliveryResult),
      })
    })
  return { attempts, delivery: { send } }
}

/** A delivery that answers at once, the answers in turn and then the last of them for ever. */
export const answering = (
  ...answers: readonly [DeliveryResult, ...DeliveryResult[]]
): { sent: { isLeaving: boolean; lines: string[] }[]; delivery: Delivery } => {
  const sent: { isLeaving: boolean; lines: string[] }[] = []
  return {
    sent,
    delivery: {
      send(request, { isLeaving }) {
        sent.push({ isLeaving, lines: `${request.body}`.split('\0') })
        return answers[Math.min(sent.length, answers.length) - 1]!
      },
    },
  }
}
