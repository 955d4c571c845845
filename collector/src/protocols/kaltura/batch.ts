import { atOnce, type Pieces } from '../../limits/turns.ts'
import type { Report } from '../../model/sender.ts'
import { readLedger } from '../ledger.ts'
import { type BatchLimits, readLines } from '../lines.ts'
import type { LineRejection, Rejection } from '../rejection.ts'
import { mergeParameters, type Parameters, parseQuery } from './query-parameters.ts'

export interface KalturaBatch {
  readonly events: readonly Parameters[]
  /** What senders say of themselves. */
  readonly reports: readonly Omit<Report, 'received'>[]
  readonly rejected: readonly LineRejection[]
}

export interface KalturaLimits extends BatchLimits {
  /** Parameters of one event. */
  readonly parameters: number
}

/**
 * Decodes a batch of events, none of which is checked: a line is rejected for its size alone.
 *
 * @param address - what every line shares, from the request's address
 * @param isServed - whether an event is for this service: others are rejected
 * @returns 'too large' when the batch as a whole is over a limit
 */
export function* decodingKalturaBatch(
  text: string,
  address: string,
  limits: KalturaLimits,
  isServed: (event: Parameters) => boolean = () => true,
): Pieces<KalturaBatch | 'too large'> {
  const events: Parameters[] = []
  const reports: Omit<Report, 'received'>[] = []
  const rejected: LineRejection[] = []
  const parse = (query: string) => parseQuery(query, limits.parameters)
  const given = parse(address)
  let shared: Parameters | Rejection = given
  const under = (far: Parameters | Rejection, query: string | Rejection) =>
    mergeParameters(far, typeof query === 'string' ? parse(query) : query, limits.parameters)

  const lines = yield* readLines(text, address.length, limits, {
    share(_line, query) {
      shared = under(given, query)
      const report = ledgerIn(shared)
      if (report === undefined) return
      reports.push(report)
      // It is about the sender alone.
      shared = given
    },
    add(line, query) {
      const event = under(shared, query)
      if ('error' in event) rejected.push({ line, ...event })
      else if (isServed(event)) events.push(event)
      else rejected.push({ line, error: notServed })
    },
    size: () => events.length + reports.length + rejected.length,
  })
  if (lines === 'too large') return lines
  if (events.length + rejected.length === 0) rejected.push({ line: lines, error: 'the batch holds no event' })
  return { events, reports, rejected }
}

/** Why an event is rejected that is for another of Kaltura's services. */
export const notServed = 'only service=analytics with action=trackEvent is served here'

/** The SDK's ledger, in Rivet's letters. Whatever else these letters hold is a parameter like all others. */
function ledgerIn(shared: Parameters | Rejection): Omit<Report, 'received'> | undefined {
  if ('error' in shared) return undefined
  const report = readLedger({ k: shared.get('k')?.[0] ?? '', h: shared.get('h')?.[0] ?? '' })
  return report === undefined || 'error' in report ? undefined : report
}

/** The same in one go. */
export const decodeKalturaBatch = (
  text: string,
  address: string,
  limits: KalturaLimits,
  isServed?: (event: Parameters) => boolean,
): KalturaBatch | 'too large' => atOnce(decodingKalturaBatch(text, address, limits, isServed))
