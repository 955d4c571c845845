import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EventContext } from '../../src/types.ts'
import type { ProfileStoreOptions } from '../../src/wires/profile-store/profile-store.ts'
import type { ProfileStoreEvent } from '../../src/wires/profile-store/profile-store-event.ts'

interface Golden {
  readonly name: string
  readonly options?: ProfileStoreOptions
  readonly event: ProfileStoreEvent
  readonly moment: EventContext
  readonly line: string
  readonly decoded: Readonly<Record<string, unknown>>
  /** The documentation's example, as it is read. */
  readonly documented?: Readonly<Record<string, unknown>>
}

interface Fixture {
  readonly cases: readonly Golden[]
  readonly unwritable: readonly {
    readonly name: string
    readonly event: ProfileStoreEvent
    readonly field: string
  }[]
  readonly packs: readonly {
    readonly name: string
    readonly lines: readonly string[]
    readonly bodies: readonly string[]
  }[]
}

/** How events are written, and how a collector has to read them: shared with the collector's own tests. */
export const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/wires/profile-store.json'), 'utf8'),
) as Fixture
