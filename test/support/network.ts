import type { BatchLimits } from '../../collector/src/protocols/lines.ts'
import { type Batch, decodeBatch, decodeSingle } from '../../collector/src/protocols/rivet/batch.ts'
import type { WireRequest } from '../../src/types.ts'
import { stubGlobal } from './page.ts'

/** A request as it left the page, and by which of the two transports. */
export interface Sent {
  readonly by: 'beacon' | 'fetch'
  readonly url: string
  /** A compressed one is not written out. */
  readonly body: string
  readonly options?: RequestInit
}

interface NetworkOptions {
  /** Bytes that beacons may have in flight together. */
  readonly quota?: number
  /** Whether the browser takes a beacon that would fit. */
  readonly takesBeacon?: () => boolean
  /** Whether the collector can be reached by fetch. */
  readonly isReachable?: () => boolean
  /** What the collector answers; only a fetch that asks for it can read that. */
  readonly answer?: () => Response | Promise<Response>
}

/** The answer of the batch contract. */
export const contractAnswer = (rejected: readonly object[] = []): Response =>
  Response.json({ stored: 1, repeated: 0, rejected, time: 1_795_000_000 })

/**
 * Takes the place of the browser's transports for the rest of the test. Nothing in flight ever arrives, so the quota
 * is only used up; bodies without one are free, as in browsers.
 */
export const fakeNetwork = ({
  quota = 65_536,
  takesBeacon = () => true,
  isReachable = () => true,
  answer = contractAnswer,
}: NetworkOptions = {}): Sent[] => {
  const sent: Sent[] = []
  let left = quota
  stubGlobal('navigator', {
    onLine: true,
    sendBeacon(url: string, body = '') {
      const size = new TextEncoder().encode(body).length
      if (size > left || !takesBeacon()) return false
      left -= size
      sent.push({ by: 'beacon', url, body })
      return true
    },
  })
  stubGlobal('fetch', async (url: string, options: RequestInit) => {
    if (!isReachable()) throw new TypeError('Failed to fetch')
    sent.push({ by: 'fetch', url, body: String(options.body ?? ''), options })
    return answer()
  })
  return sent
}

const noLimits: BatchLimits = { line: Infinity, events: Infinity, expanded: Infinity }

/** Reads a request as the collector does. */
export const readByCollector = ({ url, body = '' }: Pick<WireRequest, 'url' | 'body'>): Batch => {
  if (typeof body !== 'string') throw new Error('A body that is not text.')
  const mark = url.indexOf('?')
  const query = mark < 0 ? '' : url.slice(mark + 1)
  return body.trim() === '' ? decodeSingle(query) : (decodeBatch(body, query, noLimits) as Batch)
}

/** All events that the collector makes of some requests; it must not reject any. */
export const eventsOf = (requests: readonly Pick<WireRequest, 'url' | 'body'>[]): Batch['events'] =>
  requests.flatMap((request) => {
    const { events, rejected } = readByCollector(request)
    if (rejected.length) throw new Error(`The collector rejects ${JSON.stringify(rejected)}`)
    return events
  })
