import type { DeliveryHealth, DeliveryNews } from '../../../../src/live/delivery-stats.ts'
import type { Summary, Update } from '../../../../src/live/feed.ts'
import type { LiveEvent } from '../../../../src/model/event.ts'
import type { Sender } from '../../../../src/model/sender.ts'
import { parseQuery } from '../../../../src/protocols/kaltura/query-parameters.ts'
import { kalturaToStored } from '../../../../src/protocols/kaltura/to-event.ts'
import { checkTrackEvent } from '../../../../src/protocols/profile-store/batch.ts'
import { profileStoreToStored } from '../../../../src/protocols/profile-store/to-event.ts'
import { decodeRivet } from '../../../../src/protocols/rivet/check.ts'
import { rivetToStored } from '../../../../src/protocols/rivet/to-event.ts'

/** The event that a query becomes on its way through the collector to the page. */
export function eventOf(query: string | Record<string, string>, id = 1): LiveEvent {
  const letters = {
    d: '1795000000',
    c: 'embed',
    a: 'view',
    ...Object.fromEntries(new URLSearchParams(query)),
  }
  const event = decodeRivet(new URLSearchParams(letters).toString())
  if ('error' in event) throw new Error(event.error)
  return JSON.parse(JSON.stringify({ ...rivetToStored(event, 1795000001000), id: String(id) }))
}

/** The event that a query of trackEvent becomes on its way through the collector to the page. */
export const kalturaOf = (query: string, id = 1): LiveEvent =>
  JSON.parse(JSON.stringify({ ...kalturaToStored(parseQuery(query), 1795000001000), id: String(id) }))

/** The track event on its way through the collector to the page. */
export function trackOf(said: object, id = 1): LiveEvent {
  const event = checkTrackEvent({ deviceId: 'd', eventType: 'home', value: 'v', ...said })
  if ('error' in event) throw new Error(event.error)
  return JSON.parse(
    JSON.stringify({ ...profileStoreToStored(event, 1795000001000, undefined), id: String(id) }),
  )
}

/** Events with these ids in this order, each labelled `n` with its id. */
export const eventsOf = (...ids: number[]): LiveEvent[] => ids.map((id) => eventOf(`l1=n&v1=${id}`, id))

/** The numbers from one to the other, both included: upwards or downwards. */
export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + Math.sign(to - from) * index)

let order = 0

/** News of deliveries; each is newer than the one before. */
export const deliveryOf = (health: Partial<DeliveryHealth> = {}, ...senders: Sender[]): DeliveryNews => ({
  order: ++order,
  health: {
    senders: senders.length,
    expected: 0,
    stored: 0,
    repeated: 0,
    reported: 0,
    ledger: {},
    waiting: 0,
    missing: 0,
    ...health,
  },
  senders,
})

export const senderOf = (sender: string, part: Partial<Sender> = {}): Sender => ({
  sender,
  stored: 0,
  repeated: 0,
  highest: 0,
  ledger: {},
  firstSeen: 1795000000000,
  lastSeen: 1795000001000,
  ...part,
})

export const summaryOf = (part: Partial<Summary> = {}): Summary => ({
  total: 0,
  counts: [],
  rate: [],
  recent: [],
  delivery: deliveryOf(),
  ...part,
})

export const updateOf = (part: Partial<Update> = {}): Update => ({
  total: 0,
  counts: [],
  rate: [],
  events: [],
  skipped: 0,
  delivery: deliveryOf(),
  ...part,
})

/** Markup that would show, were it ever read as markup. */
export const hostile = '</span><img src=x onerror="alert(1)"><script>alert(2)</script>&amp;\u202e'
