import { setTimeout } from 'node:timers/promises'

/** Sends events of some senders, each batch until it is answered 200, as pages do. */
export interface Load {
  /** Events that were answered 200, by sender. */
  answered(sender: string): number
  /** How often another status came, or none. */
  readonly failures: ReadonlyMap<number, number>
  /** The numbers that a sender left out; none of them is its last. */
  missing(sender: string): [first: number, last: number][]
  /** Ends when all that was sent is answered. */
  stop(): Promise<void>
}

const linesOf = (sender: string, numbers: readonly number[]): string =>
  [`?k=${sender}`, ...numbers.map((n) => `d=1795000000&c=shop&a=buy&n=${n}`)].join('\n')

/** Of each batch of six the third number is left out: a gap that is to be found again. */
export function startLoad(url: string, senders: readonly string[]): Load {
  const failures = new Map<number, number>()
  const batches = new Map(senders.map((sender) => [sender, 0]))
  const stopping = new AbortController()

  const send = async (body: string): Promise<void> => {
    for (;;) {
      const status = await fetch(`${url}/track/activity`, { method: 'POST', body }).then(
        async (response) => {
          await response.arrayBuffer()
          return response.status
        },
        () => 0,
      )
      if (status === 200) return
      failures.set(status, (failures.get(status) ?? 0) + 1)
      await setTimeout(200)
    }
  }
  const work = async (sender: string) => {
    for (let batch = 0; !stopping.signal.aborted; batch += 1) {
      const numbers = [1, 2, 4, 5, 6].map((at) => batch * 6 + at)
      await send(linesOf(sender, numbers))
      batches.set(sender, batch + 1)
      // Some answers get lost on their way: what they were for comes again.
      if (batch % 10 === 9) await send(linesOf(sender, numbers))
      await setTimeout(100)
    }
  }
  const works = Promise.all(senders.map(work))
  return {
    answered: (sender) => batches.get(sender)! * 5,
    failures,
    missing: (sender) =>
      Array.from({ length: batches.get(sender)! }, (_, batch) => [batch * 6 + 3, batch * 6 + 3]),
    async stop() {
      stopping.abort()
      await works
    },
  }
}
