import { atOnce, type Pieces } from '../limits/turns.ts'
import { type BatchLimits, readLines } from './batch-lines.ts'
import { mergeParameters, type Parameters, parseQuery } from './parameters.ts'
import type { LineRejection, Rejection } from './rejection.ts'

export interface KalturaBatch {
  readonly events: readonly Parameters[]
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
 * @returns 'too large' when the batch as a whole is over a limit
 */
export function* decodingKalturaBatch(
  text: string,
  address: string,
  limits: KalturaLimits,
): Pieces<KalturaBatch | 'too large'> {
  const events: Parameters[] = []
  const rejected: LineRejection[] = []
  const parse = (query: string) => parseQuery(query, limits.parameters)
  const given = parse(address)
  let shared: Parameters | Rejection = given
  const under = (far: Parameters | Rejection, query: string | Rejection) =>
    mergeParameters(far, typeof query === 'string' ? parse(query) : query, limits.parameters)

  const lines = yield* readLines(text, address.length, limits, {
    share(_line, query) {
      shared = under(given, query)
    },
    add(line, query) {
      const event = under(shared, query)
      if ('error' in event) rejected.push({ line, ...event })
      else events.push(event)
    },
    size: () => events.length + rejected.length,
  })
  if (lines === 'too large') return lines
  if (events.length + rejected.length === 0) rejected.push({ line: lines, error: 'the batch holds no event' })
  return { events, rejected }
}

/** The same in one go. */
export const decodeKalturaBatch = (
  text: string,
  address: string,
  limits: KalturaLimits,
): KalturaBatch | 'too large' => atOnce(decodingKalturaBatch(text, address, limits))
