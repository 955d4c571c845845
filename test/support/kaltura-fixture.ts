import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EventContext, Wire } from '../../src/types.ts'
import { type KalturaOptions, kaltura } from '../../src/wires/kaltura/kaltura.ts'
import type { KalturaEvent } from '../../src/wires/kaltura/kaltura-event.ts'

interface Golden {
  readonly name: string
  readonly options: KalturaOptions
  /** So many events of the entry came before, in the same session. */
  readonly before?: number
  /** The time that the collector had answered by then. */
  readonly answered?: number
  readonly event: KalturaEvent
  readonly moment: EventContext
  readonly line: string
  readonly address: string
  readonly decoded: Readonly<Record<string, string>>
  /** The query of the documentation's example. */
  readonly documented?: string
}

interface Fixture {
  readonly cases: readonly Golden[]
  readonly unwritable: readonly {
    readonly name: string
    readonly event: KalturaEvent
    readonly field: string
  }[]
}

/** How events are written, and how a collector has to read them. */
export const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/wires/kaltura.json'), 'utf8'),
) as Fixture

/** The id that all sessions of the fixture have. */
const session = 'V1StGXR8_Z5jdHi6B-myT'

/** A case as the wire writes it; what is random of it is put in order. */
export const written = ({ options, before = 0, answered, event, moment }: Golden): string => {
  const wire: Wire<KalturaEvent> = kaltura(options)
  for (let count = 0; count < before; count++) wire.encode({ type: 'info', entryId: event.entryId }, moment)
  if (answered) wire.onServerTime?.(answered)
  return wire.encode(event, moment).replace(/(?<=&sessionId=|\?sessionId=)[\w-]{21}(?=&)/, session)
}

/** A line as any reader of query strings reads it: what it shares and what it says itself. */
export const read = (line: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(line.slice(1).replace('\n', '&')))
