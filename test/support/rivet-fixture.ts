import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EventContext } from '../../src/types.ts'
import { type RisonValue, rison } from '../../src/wires/rivet/rison.ts'
import type { RivetOptions } from '../../src/wires/rivet/rivet.ts'
import type { RivetEvent } from '../../src/wires/rivet/rivet-event.ts'

interface Golden {
  readonly name: string
  readonly options?: { readonly rison?: true; readonly writeDefaults?: true }
  readonly event: RivetEvent<RisonValue>
  readonly moment: EventContext
  readonly line: string
  readonly address: string
  readonly decoded: object
}

interface Fixture {
  readonly cases: readonly Golden[]
  readonly unwritable: readonly {
    readonly name: string
    readonly event: RivetEvent
    readonly field: string
  }[]
}

/** How events are written, and how the collector has to read them: shared with the collector's own tests. */
export const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/wires/rivet.json'), 'utf8'),
) as Fixture

/** The wire's options as a caller writes them; a file can only say that `rison` is given. */
export const optionsOf = ({ options = {} }: Pick<Golden, 'options'>): RivetOptions<RisonValue> => ({
  ...options,
  rison: options.rison ? rison : undefined,
})
