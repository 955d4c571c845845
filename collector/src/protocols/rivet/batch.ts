import { atOnce, type Pieces } from '../../limits/turns.ts'
import type { Report } from '../../model/sender.ts'
import type { EventKey } from '../../store/store.ts'
import { readLedger } from '../ledger.ts'
import { type BatchLimits, readLines } from '../lines.ts'
import type { LineRejection, Rejection } from '../rejection.ts'
import { checkRivet, type RivetEvent } from './check.ts'
import { parseRivet, placeOf, type RivetFields } from './parse.ts'
import { rivetQuestion } from './question.ts'

export interface Batch {
  readonly events: readonly RivetEvent[]
  /** What senders say of themselves. */
  readonly reports: readonly Omit<Report, 'received'>[]
  /** Keys of events that the sender asks for: whether they are stored. */
  readonly questions: readonly EventKey[]
  readonly rejected: readonly LineRejection[]
}

/** Questions of one batch: they are answered in one go. */
const mostQuestions = 1000

/** Decodes a query string that is one event: a batch of one. */
export function decodeSingle(query: string): Batch {
  const { batch, addEvent, takeLedger } = collect()
  addEvent(1, takeLedger(1, parseRivet(query)))
  return batch
}

/**
 * Decodes a batch. A bad line never costs its neighbours; a bad shared line costs the lines it is shared by.
 *
 * @param address - parameters that every line shares, from the request's address
 * @returns 'too large' when the batch as a whole is over a limit: nothing of it was decoded to be kept
 */
export function* decodingBatch(
  text: string,
  address: string,
  limits: BatchLimits,
): Pieces<Batch | 'too large'> {
  const { batch, size, addEvent, takeLedger } = collect()
  const given = takeLedger(1, parseRivet(address))
  let shared = given
  const lines = yield* readLines(text, address.length, limits, {
    share(line, query) {
      shared = takeLedger(line, under(given, query))
    },
    add: (line, query) => addEvent(line, takeLedger(line, under(shared, query))),
    size,
  })
  const { events, questions, rejected } = batch
  if (lines === 'too large' || questions.length > mostQuestions) return 'too large'
  if (events.length + questions.length + rejected.length === 0)
    rejected.push({ line: lines, error: 'the batch holds no event' })
  return batch
}

/** The same in one go. */
export const decodeBatch = (text: string, address: string, limits: BatchLimits): Batch | 'too large' =>
  atOnce(decodingBatch(text, address, limits))

/** Gathers what the lines of a batch hold. */
function collect() {
  const events: RivetEvent[] = []
  const reports: Omit<Report, 'received'>[] = []
  const questions: EventKey[] = []
  const rejected: LineRejection[] = []
  return {
    batch: { events, reports, questions, rejected },
    size: () => events.length + reports.length + questions.length + rejected.length,

    addEvent(line: number, fields: RivetFields | Rejection): void {
      const event = 'error' in fields ? fields : (rivetQuestion(fields) ?? checkRivet(fields))
      if ('error' in event) rejected.push({ line, ...event })
      else if ('date' in event) events.push(event)
      else questions.push(event)
    },

    /** Takes the ledger out of the fields, so that the lines that share them do not have it too. */
    takeLedger(line: number, fields: RivetFields | Rejection): RivetFields | Rejection {
      if ('error' in fields) return fields
      const report = readLedger({ k: fields[senderPlace], h: fields[ledgerPlace] })
      if (report === undefined) return fields
      if ('error' in report) rejected.push({ line, ...report })
      else reports.push(report)
      return fields.with(ledgerPlace, undefined)
    },
  }
}

const [senderPlace, ledgerPlace] = [placeOf('k'), placeOf('h')]

const under = (shared: RivetFields | Rejection, query: string | Rejection) => {
  if (typeof query !== 'string') return query
  return 'error' in shared ? shared : parseRivet(query, shared)
}
