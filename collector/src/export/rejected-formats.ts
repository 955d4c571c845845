import { stringify } from 'csv-stringify/sync'
import type { RejectedEvent } from '../model/rejected.ts'
import { csvOptions } from './csv-options.ts'

const columns = ['received', 'dialect', 'parameter', 'error', 'origin', 'said'] as const

/** What rejected events can be written as, beside the JSON of an answer. */
export const rejectedFormats = {
  ndjson: {
    mediaType: 'application/x-ndjson; charset=utf-8',
    write: (items: readonly RejectedEvent[]): string =>
      items.map((item) => `${JSON.stringify(item)}\n`).join(''),
  },
  csv: {
    mediaType: 'text/csv; charset=utf-8',
    write: (items: readonly RejectedEvent[]): string =>
      stringify(
        items.map((item) => ({ ...item, received: new Date(item.received).toISOString() })),
        { ...csvOptions, header: true, columns },
      ),
  },
} as const
