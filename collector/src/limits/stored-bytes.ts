import type { StoredEvent } from '../model/event.ts'
import type { Report } from '../model/sender.ts'
import { type StoredJson, storedJson, type Weighed } from '../store/stored-json.ts'
import { type Pieces, pieces } from './turns.ts'

/** Bytes of a row besides its texts: numbers, lengths, and what five indexes have of their own. */
const row = 160

/** The same of a sender, with two indexes. */
const senderRow = 120

/** Pages of a tree are at least half full. */
const fill = 2

/** Beyond so many bytes an index puts what it is to find on a page of its own. */
const inline = 1000
const page = 4096

/**
 * At most how many bytes of the file an event takes, in its row and in the indexes. An upper bound: what addresses may
 * have written is counted with it.
 */
export function storedBytes(event: StoredEvent, json: StoredJson): number {
  const type = bytesOf(event.type)
  const device = bytesOf(event.visitor)
  const session = bytesOf(event.session)
  const sender = bytesOf(event.sender)
  const scope = bytesOf(event.scope)
  const track = bytesOf(event.track)
  const digest = bytesOf(event.digest)
  const texts =
    type +
    device +
    session +
    sender +
    scope +
    track +
    digest +
    bytesOf(event.page) +
    bytesOf(event.value) +
    bytesOf(event.title) +
    bytesOf(event.address) +
    bytesOf(event.country) +
    bytesOf(event.city) +
    bytesOf(event.traffic) +
    bytesOf(json.payload) +
    bytesOf(json.user)
  // By type, by category and action, by device, by playback session, by key or digest, by TrackId: each with what is beside it.
  const indexed =
    indexedBytes(type + scope) +
    indexedBytes(type) +
    indexedBytes(device + scope) +
    indexedBytes(session) +
    indexedBytes(sender) +
    indexedBytes(digest) +
    indexedBytes(track + scope)
  return fill * (row + texts + indexed)
}

/** At most how many bytes of the file a sender takes, with the longest ledger it may have. */
export const senderBytes = (sender: string, visitor?: string, session?: string): number =>
  fill * (senderRow + bytesOf(sender) + indexedBytes(bytesOf(sender)) + bytesOf(visitor) + bytesOf(session))

/** Bytes that are counted in one go: some milliseconds. */
const piece = 512 * 1024

/** Weighs all of a request, each of its senders once. */
export function* weighing(events: readonly StoredEvent[], reports: readonly Report[]): Pieces<Weighed> {
  const json: StoredJson[] = []
  const senders = new Map<string, number>()
  const isBreak = pieces(piece)
  let sum = 0
  for (const event of events) {
    const written = storedJson(event)
    json.push(written)
    const bytes = storedBytes(event, written)
    sum += bytes
    if (isBreak(bytes)) yield
    const { sender, visitor, session } = event
    if (sender === undefined || event.sequence === undefined) continue
    senders.set(sender, Math.max(senderBytes(sender, visitor, session), senders.get(sender) ?? 0))
  }
  for (const bytes of senders.values()) sum += bytes
  for (const { sender, ledger } of reports)
    sum += senderBytes(sender) + fill * bytesOf(JSON.stringify(ledger))
  return { bytes: sum, json }
}

const bytesOf = (text: string | undefined): number => (text === undefined ? 0 : Buffer.byteLength(text))

const indexedBytes = (bytes: number): number => (bytes > inline ? bytes + page : bytes)
