import { Gauge, type Registry } from 'prom-client'

/** Measures what `/readyz` answers. */
export function readyMetric(registry: Registry, isReady: () => Promise<boolean>): void {
  new Gauge({
    name: 'rivulet_ready',
    help: '1 while the store takes writes, as /readyz says, else 0',
    registers: [registry],
    async collect() {
      this.set(Number(await isReady()))
    },
  })
}
