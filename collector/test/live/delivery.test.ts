import { expect, it } from 'vitest'
import type { DeliveryHealth, DeliveryNews } from '../../src/live/delivery-stats.ts'
import type { Sender } from '../../src/model/sender.ts'
import { get, post } from '../support/activity.ts'
import { running } from '../support/running.ts'
import { openViewer } from '../support/viewer.ts'

const event = 'd=1795000000&c=embed&a=view'

type Delivery = DeliveryHealth & { readonly lossRate: number; readonly recent: readonly Sender[] }

const deliveryOf = async (url: string): Promise<Delivery> =>
  (await (await fetch(`${url}/live/delivery`)).json()) as Delivery

const holesOf = async (url: string, sender: string) => {
  const response = await fetch(`${url}/live/gaps?${new URLSearchParams({ sender })}`)
  return { status: response.status, body: await response.json() }
}

it('tells how well events arrive, and which ones did not', async () => {
  const { url } = await running({ live: true })
  expect(await deliveryOf(url)).toEqual({
    senders: 0,
    expected: 0,
    stored: 0,
    repeated: 0,
    reported: 0,
    waiting: 0,
    missing: 0,
    lossRate: 0,
    ledger: {},
    recent: [],
  })
  await post(
    url,
    `?k=a&h=recorded.8.retried.2.expired.1\n?k=a&u=V1\n${event}&n=1\n${event}&n=4\n${event}&n=5\n${event}&n=5`,
  )
  await get(url, `${event}&k=b%20%2F&n=1`)
  await get(url, event)
  const { recent, ...figures } = await deliveryOf(url)
  expect(figures).toEqual({
    senders: 2,
    expected: 9,
    stored: 4,
    repeated: 1,
    reported: 1,
    // Sender a was seen just now: what it has not reported as lost may be on its way.
    waiting: 4,
    missing: 1,
    lossRate: 1 / 9,
    ledger: { recorded: 8, retried: 2, expired: 1 },
  })
  expect(recent).toMatchObject([
    { sender: 'b /', stored: 1 },
    { sender: 'a', stored: 3, repeated: 1, highest: 5, visitor: 'V1' },
  ])
  expect(await holesOf(url, 'a')).toEqual({
    status: 200,
    body: {
      ranges: [
        [2, 3],
        [6, 8],
      ],
      from: 1,
    },
  })
  expect(await holesOf(url, 'b /')).toEqual({ status: 200, body: { ranges: [], from: 1 } })
  expect((await fetch(`${url}/live/gaps`)).status).toBe(400)
})

it('sends those who watch what changed, also when an event only came again', async () => {
  const { url } = await running({ live: true })
  // Before there is news: on a busy machine it would be over when somebody comes to watch.
  const viewer = await openViewer(url)
  await get(url, `${event}&k=a&n=1`)
  await get(url, `${event}&k=b&n=1`)
  const until = async (done: (news: DeliveryNews) => boolean): Promise<DeliveryNews> => {
    for (;;) {
      const { delivery } = await viewer.update()
      if (done(delivery)) return delivery
    }
  }
  await until(({ health }) => health.stored === 2)
  await get(url, `${event}&k=b&n=1`)
  const { health, senders } = await until((news) => news.health.repeated === 1)
  expect(health).toMatchObject({ senders: 2, expected: 2, stored: 2, missing: 0 })
  expect(senders).toMatchObject([{ sender: 'b', stored: 1, repeated: 1 }])
})

it('goes on from what the store holds', async () => {
  const first = await running({ live: true })
  await post(first.url, `?k=a&h=recorded.5\n${event}&n=1\n${event}&n=2`)
  const before = await deliveryOf(first.url)
  await first.app.close()
  const second = await running({ live: true, store: first.file })
  expect(await deliveryOf(second.url)).toEqual(before)
  await post(second.url, `?k=a\n${event}&n=2\n${event}&n=3`)
  expect(await deliveryOf(second.url)).toMatchObject({
    senders: 1,
    expected: 5,
    stored: 3,
    repeated: 1,
    waiting: 2,
  })
})

it('shows the fifty senders seen last, counts all, and passes over names that are too long to show', async () => {
  const { url } = await running({ live: true })
  const lines = Array.from({ length: 60 }, (_, at) => `${event}&k=s${at}&n=2`)
  // Six characters of JSON each.
  const long = '%01'.repeat(250)
  await post(url, [...lines, `${event}&k=${long}&u=${long}&n=1`].join('\n'))
  const { senders, expected, stored, recent } = await deliveryOf(url)
  expect([senders, expected, stored]).toEqual([61, 121, 61])
  expect(recent.map(({ sender }) => sender)).toEqual(Array.from({ length: 50 }, (_, at) => `s${59 - at}`))
})

it('is shown to nobody else’s page', async () => {
  const { url } = await running({ live: true })
  for (const path of ['/live/delivery', '/live/gaps?sender=a']) {
    const { status, headers } = await fetch(url + path)
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})
