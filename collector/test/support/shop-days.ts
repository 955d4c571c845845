import { expect } from 'vitest'
import { rison } from '../../../src/wires/rivet/rison.ts'
import { post } from './activity.ts'
import { postBatch } from './kaltura.ts'

/** Seconds since the epoch of 9:00 on the first day; the second is the day after. */
const days = [1_794_819_600, 1_794_906_000] as const

type Labels = Readonly<Record<string, string>>

type Visit = readonly [day: 0 | 1, visitor: string, type: string, labels: Labels, more?: Labels]

/** What visitors of a small shop do on two days: known answers of collector/docs/examples.md are counted from this. */
const visits: readonly Visit[] = [
  [0, 'v1', 'embed/view', { embedId: 'e-1' }],
  [0, 'v1', 'embed/click', { embedId: 'e-1', photo: 's-1' }],
  [0, 'v1', 'shop/purchase', { order: 'o-1' }, { x: rison({ orderID: 'o-1', cartTotal: 59.9 }) }],
  // Clicks whose display is not known, one of them before the visitor saw any.
  [0, 'v1', 'embed/click', { photo: 's-1', color: 'red' }],
  [0, 'v2', 'embed/click', { photo: 's-2', color: 'red' }],
  [0, 'v2', 'embed/view', { embedId: 'e-1' }],
  [0, 'v2', 'embed/view', { embedId: 'e-2' }],
  [0, 'v4', 'embed/view', { embedId: 'e-3' }],
  // A sale without an order.
  [0, 'v4', 'shop/purchase', {}, { x: rison({ cartTotal: 5.5 }) }],
  [1, 'v1', 'embed/view', { embedId: 'e-1' }],
  [1, 'v1', 'embed/view', { embedId: 'e-2' }],
  // The thank-you page, loaded again.
  [1, 'v1', 'shop/purchase', { order: 'o-1' }, { x: rison({ orderID: 'o-1', cartTotal: 59.9 }) }],
  [1, 'v3', 'embed/view', { embedId: 'e-1' }],
  [1, 'v3', 'embed/click', { embedId: 'e-1', photo: 's-2' }],
  [1, 'v3', 'embed/view', { embedId: 'e-2' }],
  [1, 'v3', 'embed/click', { embedId: 'e-2', photo: 's-3' }],
  [1, 'v3', 'shop/purchase', { order: 'o-2' }, { x: rison({ orderID: 'o-2', cartTotal: 20.1 }) }],
  [1, 'v3', 'shop/purchase', { order: 'o-3' }, { x: rison({ orderID: 'o-3', cartTotal: 10 }) }],
  [1, 'v2', 'shop/purchase', { order: 'o-4' }, { x: rison({ orderID: 'o-4', cartTotal: 99.99 }) }],

  [0, 'v1', 'media/play', { entryId: 'f-1', position: '0' }],
  [0, 'v1', 'media/reached50', { entryId: 'f-1', position: '30' }],
  [0, 'v1', 'media/reached100', { entryId: 'f-1', position: '60' }],
  [0, 'v2', 'media/play', { entryId: 'f-1', position: '0' }],
  [0, 'v2', 'media/reached50', { entryId: 'f-1', position: '30' }],
  [1, 'v3', 'media/play', { entryId: 'f-1', position: '0' }],

  [
    0,
    'v1',
    'error/exception',
    { message: 'x is undefined', frame: 'at a.js:1' },
    { rr: 'https://shop.example/basket?id=1' },
  ],
  [
    0,
    'v2',
    'error/exception',
    { message: 'x is undefined', frame: 'at a.js:1' },
    { rr: 'https://shop.example/basket?id=2' },
  ],
  [
    1,
    'v1',
    'error/rejection',
    { message: 'no network', frame: 'at b.js:9' },
    { rr: 'https://shop.example/basket' },
  ],
  [1, 'v3', 'error/rejection', { message: 'timeout', frame: 'at b.js:9' }, { rr: 'https://shop.example/' }],

  ...(
    [
      [0, 'v1', '/?utm_campaign=spring'],
      [0, 'v1', '/basket'],
      [0, 'v2', '/?utm_campaign=spring&utm_source=news'],
      [1, 'v3', '/'],
      [1, 'v1', '/?utm_campaign=sale'],
      [1, 'v1', '/basket'],
    ] as const
  ).map(
    ([day, visitor, page]): Visit => [day, visitor, 'page/view', {}, { rr: `https://shop.example${page}` }],
  ),
  [
    0,
    'v4',
    'page/view',
    { title: 'Search', referrer: 'https://www.example.org/' },
    { rr: 'https://shop.example/search?q=dawn%20mug' },
  ],
  [
    1,
    'v1',
    'page/view',
    { title: 'Search', referrer: 'https://shop.example/' },
    { rr: 'https://shop.example/search?q=Dawn+Mug' },
  ],
  [0, 'v1', 'basket/add', { product: 'dawn', price: '24.50' }],
  [0, 'v2', 'basket/add', { product: 'dawn', price: '24.50' }],
  [1, 'v3', 'basket/add', { product: 'dusk', price: '19' }],
  [0, 'v1', 'form/submit', { form: 'checkout', field: 'street' }],
  [0, 'v2', 'form/abandon', { form: 'checkout', field: 'name' }],
  [1, 'v3', 'form/submit', { form: 'search', field: 'q' }],
  [0, 'v1', 'vitals/lcp', { value: '1800' }, { rr: 'https://shop.example/?utm_campaign=spring' }],
  [0, 'v2', 'vitals/lcp', { value: '3100' }, { rr: 'https://shop.example/' }],
  [1, 'v1', 'vitals/lcp', { value: '4200.5' }, { rr: 'https://shop.example/basket' }],
]

/** Of Kaltura's player: 3 is play, 12 half of it, 14 its end. */
const played = [
  ['s1', 3],
  ['s1', 12],
  ['s1', 14],
  ['s2', 3],
] as const

/**
 * Sends them all to a collector.
 * @param later - milliseconds after which it all happens
 */
export async function sendShopDays(url: string, later = 0): Promise<void> {
  const lines = visits.map(([day, u, type, labels, more], at) => {
    const [c = '', a = ''] = type.split('/')
    const pairs = Object.entries(labels).flatMap(([label, value], place) => [
      [`l${place + 1}`, label],
      [`v${place + 1}`, value],
    ])
    return new URLSearchParams({
      ...{ d: `${days[day] + 60 * at + later / 1000}`, c, a, u, i: `${u}-${day}`, k: 'shop', n: `${at + 1}` },
      ...Object.fromEntries(pairs),
      ...more,
    }).toString()
  })
  expect((await post(url, lines.join('\n'))).body).toMatchObject({ stored: lines.length, rejected: [] })
  const kaltura = played.map(
    ([sessionId, eventType], at) =>
      `${new URLSearchParams({ eventType: `${eventType}`, entryId: '0_tide', sessionId, eventIndex: `${at}` })}`,
  )
  expect(await postBatch(`${url}/collect`, kaltura.join('\n'))).toMatchObject({ stored: kaltura.length })
}
