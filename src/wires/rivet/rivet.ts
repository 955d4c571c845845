import type { Line, Wire } from '../../types.ts'
import { address } from '../address-request.ts'
import { json } from '../json.ts'
import type { RivetEvent } from './rivet-event.ts'
import { rivetWire } from './rivet-wire.ts'

/** Options of `rivet()`. */
export interface RivetOptions<Structured = never> {
  /**
   * `batch` (default) sends many events in one request, as Rivulet's collector reads it. `address` sends each as a
   * query in an address with an empty body, which is all that `https://tracking.rivet.works/track/activity` documents.
   */
  readonly pack?: 'batch' | 'address' | undefined
  /**
   * Write organization and source even where they are 1, which every reader assumes anyway.
   *
   * @default false
   */
  readonly writeDefaults?: boolean | undefined
  /**
   * The `rison` function, for whoever wants to give qualifiers and conversions as objects.
   *
   * @default none
   */
  readonly rison?: ((value: Structured) => string) | undefined
}

/** The documented API knows no key. */
const withoutKey = (line: Line): Line => line.replace(/&[kn]=[^&\n]*/g, '')

/** The wire of Rivet's Tracking API, with variations; without options it is the one that `createTracker` has anyway. */
export const rivet = <Structured = never>({
  pack,
  writeDefaults,
  rison,
}: RivetOptions<Structured> = {}): Wire<RivetEvent<Structured>> => {
  const wire = rivetWire(writeDefaults ? undefined : 1)

  return {
    encode(event, moment) {
      const written = (value: unknown): string =>
        (rison && value && typeof value === 'object'
          ? rison(JSON.parse(json(value, moment.clean)) as Structured)
          : value) as string
      return wire.encode(
        { ...event, qualifiers: written(event.qualifiers), conversion: written(event.conversion) },
        moment,
      )
    },
    pack:
      pack === 'address'
        ? (lines, collector) => ({ url: address(collector, withoutKey(lines[0] as Line)), lines: 1 })
        : wire.pack,
    ...(pack !== 'address' && { question: wire.question }),
    fromSignal: wire.fromSignal as never,
  }
}
