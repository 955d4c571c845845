import type { Report } from '../model/sender.ts'
import { maxLength } from './max-length.ts'
import type { Rejection } from './rejection.ts'

/** Names in one ledger. */
const maxNames = 20

const pair = '[a-z-]{1,32}\\.\\d{1,16}'
const form = new RegExp(`^${pair}(\\.${pair})*$`)

/** What says a ledger: its sender and its counts. */
export type LedgerFields = { readonly [letter in 'k' | 'h']?: string | undefined }

/** Reads the ledger `h` of a line's fields, such as `recorded.12.delivered.10`; undefined when there is none. */
export function readLedger({ k, h }: LedgerFields): Omit<Report, 'received'> | Rejection | undefined {
  // An empty one is of a sender that has counted nothing yet.
  if (!h) return undefined
  if (k === undefined) return { parameter: 'k', error: 'k is required when h is present' }
  if (k === '') return { parameter: 'k', error: 'k must not be empty' }
  if (k.length > maxLength.name) {
    return { parameter: 'k', error: `k must have at most ${maxLength.name} characters` }
  }
  if (!form.test(h)) return reject('must be names and whole numbers, such as recorded.12.delivered.10')
  const parts = h.split('.')
  if (parts.length > 2 * maxNames) return reject(`must have no more than ${maxNames} names`)
  const counts = new Map<string, number>()
  for (let at = 0; at < parts.length; at += 2) {
    const name = parts[at]!
    const count = Number(parts[at + 1])
    if (counts.has(name)) return reject(`has ${name} twice`)
    if (!Number.isSafeInteger(count)) return reject(`has a count for ${name} that is too large`)
    counts.set(name, count)
  }
  // Own properties, whatever the names are.
  return { sender: k, ledger: Object.fromEntries(counts) }
}

const reject = (error: string): Rejection => ({ parameter: 'h', error: `h ${error}` })
