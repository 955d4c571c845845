import { openSqlite } from '../../collector/dist/store/sqlite/open.js'

const devices = 20_000
const days = 30
const group = 20_000

/** @typedef {import('../../collector/src/model/event.ts').StoredEvent} StoredEvent */

/** @type {(at: number) => Pick<StoredEvent, 'dialect' | 'type' | 'payload'>} */
const rivet = (at) => {
  const category = at % 3 ? 'embed' : 'shop'
  const action = ['view', 'click', 'load', 'close'][at % 4]
  return {
    dialect: 'rivet',
    type: `${category}/${action}`,
    payload: { category, action, labels: { embedId: `e-${at % 97}` }, organization: 7, source: 1 },
  }
}

/** @type {(at: number) => Pick<StoredEvent, 'dialect' | 'type' | 'payload'>} */
const kaltura = (at) => ({
  dialect: 'kaltura',
  type: at % 2 ? 'kaltura/view' : 'kaltura/play',
  payload: { partnerId: '585231', entryId: `0_${at % 50}`, position: String(at % 600) },
})

/** @type {(at: number) => Partial<StoredEvent> & Pick<StoredEvent, 'dialect' | 'type' | 'payload'>} */
const profileStore = (at) => ({
  dialect: 'profile-store',
  type: ['epiPageView', 'epiProduct', 'epiOrder'][at % 3] ?? '',
  scope: 'default',
  track: `t${at}`,
  value: 'Looked at a page',
  title: `Page ${at % 500}`,
  user: { email: `p${at % devices}@example.com` },
  payload: { epi: { campaign: { mailingId: at % 1000 } }, price: (at % 400) / 4, tags: ['a', 'b'] },
})

const kinds = [rivet, rivet, kaltura, profileStore]

/** Fills a new store with so many events of all dialects, over the last thirty days. */
export const fill = async (file, count) => {
  const store = openSqlite(file)
  const now = Date.now()
  const event = (at) => {
    const time = now - Math.floor(((count - at) / count) * days * 86_400_000)
    return {
      ...(kinds[at % kinds.length] ?? rivet)(at),
      time,
      fraction: at % 10_000,
      received: time,
      // A step that shares nothing with the number of devices, so that neighbours are different visitors.
      visitor: `visitor-${(at * 7919) % devices}`,
      session: `session-${Math.floor(at / 20)}`,
      page: `https://shop.example/page-${at % 500}`,
    }
  }
  for (let from = 0; from < count; from += group) {
    await store.append(Array.from({ length: Math.min(group, count - from) }, (_, at) => event(from + at)))
  }
  await store.close()
}
