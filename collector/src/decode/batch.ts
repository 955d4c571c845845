import type { Report } from '../sender.ts'
import { parseRivet, type Rejection, type RivetFields } from './parse-rivet.ts'
import { checkRivet, type RivetEvent } from './rivet.ts'
import { rivetLedger } from './rivet-ledger.ts'

/** A line that was not accepted; lines are counted from 1, blank and shared ones too. */
export interface LineRejection extends Rejection {
  readonly line: number
}

export interface Batch {
  readonly events: readonly RivetEvent[]
  /** What senders say of themselves. */
  readonly reports: readonly Omit<Report, 'received'>[]
  readonly rejected: readonly LineRejection[]
}

export interface BatchLimits {
  /** Bytes of one line; a longer one is rejected, its neighbours are kept. */
  readonly line: number
  /** Lines that hold an event or a ledger. */
  readonly events: number
  /** Bytes of all events, each counted with what it shares: a long shared part of many short lines is a bomb. */
  readonly expanded: number
}

/** Decodes a query string that is one event: a batch of one. */
export function decodeSingle(query: string): Batch {
  const { batch, addEvent, takeLedger } = collect()
  addEvent(1, takeLedger(1, parseRivet(query)))
  return batch
}

/**
 * Decodes a batch: lines of query string, where one that starts with `?` is shared by the lines below it until the
 * next such line. A bad line never costs its neighbours; a bad shared line costs the lines it is shared by.
 *
 * @param address - parameters that every line shares, from the request's address
 * @returns 'too large' when the batch as a whole is over a limit: nothing of it was decoded to be kept
 */
export function decodeBatch(text: string, address: string, limits: BatchLimits): Batch | 'too large' {
  const { batch, size, addEvent, takeLedger } = collect()
  const given = takeLedger(1, parseRivet(address))
  let shared = given
  let sharedBytes = 0
  let expanded = 0
  let line = 0
  for (const ended of text.split('\n')) {
    line += 1
    const content = ended.endsWith('\r') ? ended.slice(0, -1) : ended
    if (content === '') continue
    const bytes = Buffer.byteLength(content)
    if (content.startsWith('?')) {
      shared = takeLedger(line, bytes > limits.line ? tooLong(limits) : under(given, content.slice(1)))
      sharedBytes = bytes
      if (size() > limits.events) return 'too large'
      continue
    }
    expanded += address.length + sharedBytes + bytes
    if (expanded > limits.expanded || size() >= limits.events) return 'too large'
    addEvent(line, takeLedger(line, bytes > limits.line ? tooLong(limits) : under(shared, content)))
  }
  const { events, rejected } = batch
  if (events.length + rejected.length === 0) rejected.push({ line, error: 'the batch holds no event' })
  return batch
}

/** Gathers what the lines of a batch hold. */
function collect() {
  const events: RivetEvent[] = []
  const reports: Omit<Report, 'received'>[] = []
  const rejected: LineRejection[] = []
  return {
    batch: { events, reports, rejected },
    size: () => events.length + reports.length + rejected.length,

    addEvent(line: number, fields: RivetFields | Rejection): void {
      const event = 'error' in fields ? fields : checkRivet(fields)
      if ('error' in event) rejected.push({ line, ...event })
      else events.push(event)
    },

    /** Takes the ledger out of the fields, so that the lines that share them do not have it too. */
    takeLedger(line: number, fields: RivetFields | Rejection): RivetFields | Rejection {
      if ('error' in fields) return fields
      const report = rivetLedger(fields)
      if (report === undefined) return fields
      if ('error' in report) rejected.push({ line, ...report })
      else reports.push(report)
      const { h: _, ...rest } = fields
      return rest
    },
  }
}

const under = (shared: RivetFields | Rejection, query: string) =>
  'error' in shared ? shared : parseRivet(query, shared)

const tooLong = (limits: BatchLimits): Rejection => ({
  error: `the line is longer than ${limits.line} bytes`,
})
