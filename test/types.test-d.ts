/** Checked by `tsc -p test`, never run: what has to compile, and what must not. */
import {
  acknowledged,
  beacons,
  createTracker,
  type Delivery,
  durableOutbox,
  fetchLaterFallback,
  gzipped,
  type Issue,
  type LineStore,
  type ProfileStoreEvent,
  profileStore,
  type RisonValue,
  type RivetEvent,
  rison,
  rivet,
  type Tracker,
  type Wire,
} from '../src/index.ts'
import {
  createTracker as createScriptTracker,
  acknowledged as scriptAcknowledged,
  rivet as scriptRivet,
} from '../src/script/main.ts'

const collector = 'https://collect.example/track/activity'

// Trackers and their options.

const tracker: Tracker<RivetEvent> = createTracker({ collector })
createTracker({
  collector: new URL(collector),
  batch: { count: 10 },
  delivery: beacons(),
  onIssue: undefined,
})
createTracker({ collector, onIssue: ({ reason, field }: Issue) => [reason === 'invalid', field?.length] })
createTracker({ collector, wire: undefined })
// @ts-expect-error the collector is missing
createTracker({})
// @ts-expect-error the options are missing
createTracker()
// @ts-expect-error a number is no address
createTracker({ collector: 80 })
createTracker({ collector, parameters: ['q', 'page'] })
createTracker({ collector, parameters: 'all' })
// @ts-expect-error names are a list
createTracker({ collector, parameters: 'q page' })
// @ts-expect-error unknown option
createTracker({ collector, debug: true })
// @ts-expect-error unknown batch option
createTracker({ collector, batch: { size: 10 } })
// @ts-expect-error no delivery, but what makes one
createTracker({ collector, delivery: beacons })
// @ts-expect-error no delivery, but a function
createTracker({ collector, delivery: async () => ({ status: 200 }) })

// Deliveries and outboxes.

createTracker({ collector, delivery: fetchLaterFallback(gzipped(acknowledged())), outbox: durableOutbox() })
createScriptTracker({ collector, delivery: scriptAcknowledged() })
const own: Delivery = {
  send: async ({ url, body, lines }, isLeaving) => {
    await fetch(url, { method: 'POST', body: body ?? '', keepalive: isLeaving && lines < 10 })
    return { status: 200 }
  },
}
createTracker({ collector, delivery: gzipped(own) })
const kept: LineStore = {
  get: () => null,
  set: () => true,
  remove: () => undefined,
  all: async () => [['key', 'line']],
}
createTracker({ collector, outbox: kept })
// @ts-expect-error a delivery answers
fetchLaterFallback({ send: () => undefined })
// @ts-expect-error an answer has a status
gzipped({ send: async () => ({ retryAfter: 5 }) })
// @ts-expect-error a net is under a delivery
fetchLaterFallback()
// @ts-expect-error a place for lines gives them all
createTracker({ collector, outbox: { get: () => null, set: () => true, remove: () => undefined } })
// @ts-expect-error no such packing
rivet({ pack: 'json' })

// Events.

tracker.track({ category: 'embed', action: 'view' })
tracker.track({
  category: 'embed',
  action: 'view',
  labels: { embedId: 'e-42', photo: 3, absent: undefined },
  date: 1_795_000_000,
  organization: 7,
  source: 2,
  duration: 87,
  page: 'https://shop.example/',
  qualifiers: '(t:(type:day))',
  conversion: undefined,
})
// @ts-expect-error the category is missing
tracker.track({ action: 'view' })
// @ts-expect-error the action is missing
tracker.track({ category: 'embed' })
// @ts-expect-error the category may not be undefined
tracker.track({ category: undefined, action: 'view' })
// @ts-expect-error a number is no action
tracker.track({ category: 'embed', action: 1 })
// @ts-expect-error a truth is no label's value
tracker.track({ category: 'embed', action: 'view', labels: { open: true } })
// @ts-expect-error a label has one value
tracker.track({ category: 'embed', action: 'view', labels: { photos: ['1', '2'] } })
// @ts-expect-error a date is in seconds
tracker.track({ category: 'embed', action: 'view', date: new Date() })
// @ts-expect-error unknown field
tracker.track({ category: 'embed', action: 'view', label: 'e-42' })
// @ts-expect-error qualifiers as an object need rison
tracker.track({ category: 'embed', action: 'view', qualifiers: { t: { type: 'day' } } })
// @ts-expect-error a conversion as an object needs rison
tracker.track({ category: 'embed', action: 'view', conversion: { orderID: 'o1' } })
// @ts-expect-error there is nothing to track
tracker.track()

// Defaults.

const embed = tracker.with({ category: 'embed', labels: { embedId: 'e-42' } })
embed.track({ action: 'view' })
embed.track({ category: 'shop', action: 'view', labels: { photo: 3 } })
embed.with({ action: 'view' }).track({})
embed.with({}).with({ source: 2 }).time({ action: 'load' })()
const { track, with: withDefaults } = embed
track({ action: 'view' })
withDefaults({ action: 'view' }).track({ labels: {} })
// @ts-expect-error nobody gave the action
embed.track({})
// @ts-expect-error nobody gave the action to the clock either
embed.time({ labels: {} })
// @ts-expect-error the category was not given
tracker.with({ action: 'view' }).track({ labels: {} })
// @ts-expect-error a default has the type of its field
tracker.with({ category: 1 })
// @ts-expect-error undefined gives nothing
tracker.with({ category: undefined })
// @ts-expect-error unknown field
tracker.with({ label: 'e-42' })
// @ts-expect-error what was given may be replaced, but not by another type
embed.track({ category: 1, action: 'view' })

// Clocks and ends.

const done: () => void = tracker.time({ category: 'embed', action: 'load' })
// @ts-expect-error the clock knows its event already
done({ category: 'embed', action: 'load' })
// @ts-expect-error a flush is told nothing
tracker.flush(true)
// @ts-expect-error nothing to wait for
tracker.stop().then

// Rison.

const structured: Tracker<RivetEvent<RisonValue>> = createTracker({ collector, wire: rivet({ rison }) })
structured.track({
  category: 'embed',
  action: 'view',
  qualifiers: { t: { city: ['Austin', 'London'] }, g: { lat: 40.8, lon: 14.25, r: '5 km' }, s: ['1'] },
  conversion: { orderID: 'o1', cartTotal: 84.5, products: [{ productID: 'mug', quantity: 2 }] },
})
structured.with({ qualifiers: { t: { type: 'day' } } }).track({ category: 'embed', action: 'view' })
structured.track({ category: 'embed', action: 'view', qualifiers: '(t:(type:day))' })
createScriptTracker({ collector }).track({ category: 'embed', action: 'view', qualifiers: { s: ['1'] } })
createScriptTracker({ collector, wire: scriptRivet({ pack: 'address' }) })
// @ts-expect-error unknown qualifier
structured.track({ category: 'embed', action: 'view', qualifiers: { tags: {} } })
// @ts-expect-error a circle has a radius
structured.track({ category: 'embed', action: 'view', qualifiers: { g: { lat: 1, lon: 2 } } })
// @ts-expect-error a product has an id
structured.track({ category: 'shop', action: 'order', conversion: { products: [{ quantity: 2 }] } })
rison({ a: [null, true, 1, 'text', { b: undefined }] })
// @ts-expect-error Rison has no dates
rison({ at: new Date() })
// @ts-expect-error nor bigints
rison(5n)
// @ts-expect-error nor undefined, but as a member
rison([undefined])

// Other dialects: events that are a choice of several.

type Seen = { readonly type: 'seen'; readonly player: string }
type Sought = { readonly type: 'sought'; readonly player: string; readonly position: number }
declare const wire: Wire<Seen | Sought>
const player = createTracker({ collector, wire }).with({ player: 'p1' })
player.track({ type: 'seen' })
player.track({ type: 'sought', position: 12 })
// @ts-expect-error the position is missing
player.track({ type: 'sought' })
// @ts-expect-error no such event
player.track({ type: 'paused' })
// @ts-expect-error `seen` has no position
player.track({ type: 'seen', position: 12 })

// The Profile Store.

const store: Tracker<ProfileStoreEvent> = createTracker({
  collector,
  wire: profileStore({ scope: 'shop', deviceId: undefined }),
})
store.track({ eventType: 'pageview', value: 'Bags' })
store.track({
  eventType: 'order',
  value: 'Order 17 placed',
  payload: {
    order: { total: 84.5, lines: [{ product: 'mug' }] },
    isGift: false,
    voucher: null,
    absent: undefined,
  },
  user: { name: 'John Smith', email: undefined, info: { visits: 3 }, plan: 'free' },
  eventTime: '2020-01-23T21:27:49.3361008Z',
  duration: 87,
})
store.track({ eventType: 'photos', value: 'Photos seen', payload: ['1', 2, [null]] as const })
store.with({ eventType: 'order', user: { name: 'John Smith' } }).track({ value: 'Order 17 placed' })
store.time({ eventType: 'load', value: 'Loaded' })()
// @ts-expect-error the value is missing
store.track({ eventType: 'pageview' })
// @ts-expect-error the type is missing
store.track({ value: 'Bags' })
// @ts-expect-error a payload is JSON
store.track({ eventType: 'a', value: 'b', payload: 5n })
// @ts-expect-error which knows no dates
store.track({ eventType: 'a', value: 'b', payload: { at: new Date() } })
// @ts-expect-error a time is text: a date has no seven decimals
store.track({ eventType: 'a', value: 'b', eventTime: new Date() })
// @ts-expect-error a user has names for what it says
store.track({ eventType: 'a', value: 'b', user: 'John Smith' })
// @ts-expect-error unknown field
store.track({ eventType: 'a', value: 'b', category: 'embed' })
// @ts-expect-error no key belongs in a page
profileStore({ apiKey: 'k' })
// @ts-expect-error a payload is for one event
profileStore({ payload: {} })
