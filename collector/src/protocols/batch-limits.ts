import { httpError } from '../http/http-error.ts'
import type { Meter } from '../limits/address-limits.ts'
import type { CollectorOptions } from '../options.ts'
import { type BatchLimits, countLines } from './lines.ts'

/** What a batch may hold, whatever its dialect. */
export const batchLimits = ({
  bodyLimit,
  lineLimit,
}: Pick<CollectorOptions, 'bodyLimit' | 'lineLimit'>): BatchLimits => ({
  line: lineLimit,
  events: 10_000,
  expanded: 4 * bodyLimit,
})

export const batchTooLarge = () => httpError(413, 'the batch is too large; send fewer events at once')

/** Lines of any kind, of which half may be shared ones or blank. */
const mostLines = 20_001

/** Counts the lines of a batch before any of them is read. @throws a httpError when there are too many */
export function lookAtLines(body: Buffer, meter: Meter): void {
  const lines = countLines(body, mostLines)
  if (lines > mostLines) throw batchTooLarge()
  meter.look(lines)
}
