import type { CollectorOptions } from '../collector-options.ts'
import type { BatchLimits } from '../decode/batch-lines.ts'
import { refusal } from '../refusal.ts'

/** What a batch may hold, whatever its dialect. */
export const batchLimits = ({
  bodyLimit,
  lineLimit,
}: Pick<CollectorOptions, 'bodyLimit' | 'lineLimit'>): BatchLimits => ({
  line: lineLimit,
  events: 10_000,
  expanded: 16 * bodyLimit,
})

export const batchTooLarge = () => refusal(413, 'the batch is too large; send fewer events at once')
