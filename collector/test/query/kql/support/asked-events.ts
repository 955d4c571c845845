import type { Event } from '../../support/events.ts'
import { noTexts } from '../../support/events.ts'

const day = 24n * 3_600n * 10_000_000n
/** Midnight of the first day, in ticks: 16 November 2026. */
const first = 17_947_872_000_000_000n

type Visit = readonly [visitor: number, hour: number, type: string, payload?: Event['payload'], page?: string]

const labels = (name: string, value: string): Event['payload'] => ({ labels: { [name]: value } })
const sold = (orderID: string, cartTotal: number, ...products: readonly string[]): Event['payload'] => ({
  conversion: {
    orderID,
    cartTotal,
    products: products.map((productID, at) => ({ productID, quantity: at + 1, price: 9.5 })),
  },
})

/** What four visitors do on three days: a day is 24 hours on. */
const visits: readonly Visit[] = [
  [1, 9, 'page/view', {}, '/?utm_source=news&utm_medium=email&utm_campaign=spring'],
  [1, 9.05, 'embed/view', labels('embedId', 'e-1')],
  [1, 9.1, 'embed/click', { labels: { embedId: 'e-1', photo: 's-1' } }],
  [1, 9.2, 'page/view', {}, '/product/42'],
  [1, 9.4, 'shop/purchase', sold('o-1', 59.9, 'p-1', 'p-2'), '/thanks'],
  [1, 11, 'page/view', {}, '/basket'],
  [1, 11.1, 'error/exception', { labels: { message: 'x is undefined', frame: 'at a.js:1' } }, '/basket'],
  [2, 10, 'page/view', {}, '/product/42?utm_source=ads&utm_campaign=autumn'],
  [2, 10.01, 'vitals/lcp', { duration: 1200 }, '/product/42'],
  [2, 10.02, 'vitals/ttfb', { duration: 180 }, '/product/42'],
  [2, 10.2, 'embed/view', labels('embedId', 'e-2')],
  [2, 10.3, 'media/play', labels('entryId', 'f-1')],
  [2, 10.4, 'media/reached25', labels('entryId', 'f-1')],
  [2, 10.5, 'media/reached50', labels('entryId', 'f-1')],
  [3, 30, 'page/view', { tags: ['a', 'b'] }, '/'],
  [3, 30.1, 'vitals/lcp', { duration: 4200.5 }, '/'],
  [3, 30.2, 'embed/view', labels('embedId', 'e-1')],
  [3, 30.3, 'embed/click', { labels: { embedId: 'e-1', photo: 's-2' } }],
  [3, 30.5, 'media/play', labels('entryId', 'f-2')],
  [3, 30.6, 'media/reached100', labels('entryId', 'f-2')],
  [1, 33, 'page/view', { tags: [] }, '/'],
  [1, 33.1, 'vitals/lcp', { duration: 2600 }, '/'],
  [1, 33.2, 'embed/click', { labels: { embedId: 'e-2', photo: 's-1' } }],
  [1, 33.3, 'shop/purchase', sold('o-2', 20.1, 'p-2'), '/thanks'],
  [4, 52, 'page/view', {}, '/basket?id=7'],
  [4, 52.1, 'error/rejection', { labels: { message: 'no network', frame: 'at b.js:9' } }, '/basket?id=7'],
  [2, 56, 'page/view', { duration: 'long' }, '/product/7'],
]

const places = [
  ['IT', 'Rome'],
  ['DE', 'Berlin'],
  ['SE', ''],
  ['', ''],
] as const

/** What the questions are asked of. */
export const askedEvents: readonly Event[] = visits.map(([visitor, hour, type, payload = {}, page = '/']) => {
  const ticks = first + BigInt(Math.round(hour * 3600)) * 10_000_000n
  const [country, city] = places[visitor - 1]!
  return {
    type,
    scope: 'default',
    ticks,
    received: Number(ticks / 10_000n) + 1000,
    payload,
    user: visitor === 1 ? { email: 'a@shop.example' } : null,
    texts: {
      ...noTexts,
      visitor: `v${visitor}`,
      session: `v${visitor}-${(ticks - first) / day}`,
      page: `https://shop.example${page}`,
      title: page === '/' ? 'Home' : '',
      country,
      city,
      traffic: visitor === 4 ? 'bot' : '',
    },
  }
})

/** The evening of the third day. */
export const askedAt: bigint = first + 3n * day - 3_600n * 10_000_000n
