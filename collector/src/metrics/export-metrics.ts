import { Counter, Gauge, type Registry } from 'prom-client'
import type { Store } from '../store/store.ts'
import { createTally } from './tally.ts'

/** Counts exports by requests. @returns the same `export` of a store, counted */
export function exportMetrics(registry: Registry): (run: Store['export']) => Store['export'] {
  const registers = [registry]
  const exports = createTally(
    registry,
    'rivulet_exports_total',
    'Exports, by what became of them: whole, cut (its reader has gone, or it failed on its way), refused, busy, failed',
    ['format', 'outcome'],
  )
  const bytes = new Counter({ name: 'rivulet_exported_bytes_total', help: 'Bytes of exports', registers })
  const running = new Gauge({
    name: 'rivulet_open_exports',
    help: 'Exports that are being written',
    registers,
  })

  async function* counted(content: AsyncIterable<Uint8Array>, format: string): AsyncGenerator<Uint8Array> {
    let outcome = 'cut'
    running.inc()
    try {
      for await (const piece of content) {
        bytes.inc(piece.length)
        yield piece
      }
      outcome = 'whole'
    } finally {
      running.dec()
      exports(1, format, outcome)
    }
  }

  return (run) => async (selection, format, signal) => {
    const exported = await run(selection, format, signal)
    if (exported.kind === 'content') return { ...exported, content: counted(exported.content, format) }
    exports(1, format, exported.kind)
    return exported
  }
}
