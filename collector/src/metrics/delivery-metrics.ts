import { Gauge, type Registry } from 'prom-client'

/** Events of all senders, as the live page shows them. */
interface Figures {
  readonly expected: number
  readonly stored: number
  readonly waiting: number
  readonly missing: number
  readonly reported: number
}

/** Measures how well events arrive: what the live page has at hand, so only with one. */
export function deliveryMetrics(registry: Registry, read: () => Promise<Figures>): void {
  new Gauge({
    name: 'rivulet_delivery_events',
    help: 'Events of all senders: expected, stored, waiting (on their way), missing, reported (the part of the missing that senders explain)',
    labelNames: ['state'] as const,
    registers: [registry],
    async collect() {
      const { expected, stored, waiting, missing, reported } = await read()
      for (const [state, count] of Object.entries({ expected, stored, waiting, missing, reported }))
        this.set({ state }, count)
    },
  })
}
