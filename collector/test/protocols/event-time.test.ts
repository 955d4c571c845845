import { expect, it, onTestFinished, vi } from 'vitest'
import { get } from '../support/activity.ts'
import { key, least, postTrack, withKey } from '../support/profile-store.ts'
import { running } from '../support/running.ts'

const started = () => running({ keys: [{ key }] })

async function ask(url: string, query: string) {
  const answer = await fetch(`${url}/api/v2.0/TrackEvents/preview`, {
    method: 'POST',
    headers: withKey,
    body: JSON.stringify({ Query: query }),
  })
  return (await answer.json()) as { readonly items: readonly Readonly<Record<string, string>>[] }
}

const filter = async (url: string, condition: string) => {
  const query = new URLSearchParams({ $filter: condition, $orderby: 'ReceivedTime desc' })
  const answer = await fetch(`${url}/api/v2.0/TrackEvents?${query}`, { headers: withKey })
  return (await answer.json()) as { readonly items: readonly Readonly<Record<string, string>>[] }
}

it('keeps an event of the year 5138, and bends no chart with it', async () => {
  const { url, rows } = await started()
  const before = Date.now()
  expect((await get(url, 'd=99999999999&c=embed&a=view')).body).toMatchObject({ stored: 1, rejected: [] })
  await postTrack(url, 'Track', { ...least, eventTime: '9999-12-31T23:59:59.9999999Z' })
  for (const { time, received, fraction } of rows()) {
    expect(time).toBe(received)
    expect(time).toBeGreaterThanOrEqual(before)
    expect(fraction).toBeNull()
  }
  const { items: bars } = await ask(url, 'Events | summarize count() by bin(EventTime, 1d)')
  for (const { EventTime } of bars)
    expect(Math.abs(Date.parse(EventTime!) - before)).toBeLessThan(2 * 86_400_000)
  const { items: ahead } = await ask(url, 'Events | where OriginalTime != EventTime | project OriginalTime')
  expect(ahead.map(({ OriginalTime }) => OriginalTime)).toEqual([
    '5138-11-16T09:46:39.0000000Z',
    '9999-12-31T23:59:59.9990000Z',
  ])
})

it('believes a time of yesterday, of long ago, and of a clock that is a little ahead', async () => {
  const { url, rows } = await started()
  const now = Math.floor(Date.now() / 1000)
  for (const date of [0, now - 86_400, now, now + 80_000]) await get(url, `d=${date}&c=embed&a=view`)
  expect(rows().map(({ time }) => time)).toEqual(
    [0, now - 86_400, now, now + 80_000].map((date) => date * 1000),
  )
  expect(rows().map(({ original }) => original)).toEqual([null, null, null, null])
})

it('answers when an event was received, in both languages', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const { url } = await started()
  vi.setSystemTime('2026-11-26T07:00:00.250Z')
  await get(url, 'd=1000000000&c=embed&a=early')
  vi.setSystemTime('2026-11-26T08:00:00Z')
  await get(url, 'd=1000000000&c=embed&a=late')
  const late = { EventType: 'embed/late', ReceivedTime: '2026-11-26T08:00:00.0000000Z' }
  const { items } = await ask(url, 'Events | where ReceivedTime > datetime(2026-11-26T07:30:00Z)')
  expect(items).toMatchObject([{ ...late, EventTime: '2001-09-09T01:46:40.0000000Z' }])
  const { items: filtered } = await filter(url, 'ReceivedTime gt 2026-11-26T07:30:00Z')
  expect(filtered).toMatchObject([late])
  const { items: ordered } = await filter(url, "Scope eq 'default'")
  expect(ordered.map(({ ReceivedTime }) => ReceivedTime)).toEqual([
    '2026-11-26T08:00:00.0000000Z',
    '2026-11-26T07:00:00.2500000Z',
  ])
})
