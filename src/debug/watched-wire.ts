import type { Wire } from '../types.ts'
import type { Journal } from './journal.ts'
import { laidOver } from './overlay-options.ts'
import type { Standing } from './status.ts'

/** The same wire: what it writes, or refuses, is written down. */
export const watchedWire = <Event>(wire: Wire<Event>, journal: Journal, standing: Standing): Wire<Event> =>
  laidOver(wire, {
    encode(event, moment) {
      journal.writing(event)
      try {
        const line = wire.encode(event, moment)
        standing.written(moment)
        journal.written(event, moment, line)
        return line
      } catch (thrown) {
        journal.refused(event, thrown)
        throw thrown
      }
    },
    pack(lines, collector, ledger) {
      if (ledger) standing.packed(ledger)
      journal.packed(lines)
      return wire.pack(lines, collector, ledger)
    },
  })
