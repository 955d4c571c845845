import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { articles } from '../../examples/profile-store/articles.js'
import { useChromium } from './support/chromium.ts'
import { started } from './support/started.ts'

const context = useChromium()

const key = 'a-key-for-the-tests-of-the-magazine'
const authorization = `epi-single ${key}`
const broth = articles.find(({ id }) => id === 'broth')!

/** Somebody searches, signs in, reads to the end, puts it aside and signs out. */
const read = async (page: Page): Promise<void> => {
  await page.fill('#words', 'dulse')
  await page.locator('#search button').click()
  await page.locator('#found', { hasText: '1 found' }).waitFor()
  await page.locator('#sign-in').click()
  await page.fill('#reader-name', 'Ada “<b>Marsh</b>”')
  await page.fill('#reader-email', 'ada@example.com')
  await page.locator('dialog .button').click()
  await page.locator('.card a').click()
  await page.locator('#title', { hasText: broth.title }).waitFor()
  await page.locator('#end').scrollIntoViewIfNeeded()
  await page.locator('#add').click()
  await page.locator('#list-count', { hasText: '1' }).waitFor()
  await page.locator('#sign-in').click()
}

const visited = [
  ['pageview', null],
  ['search', null],
  ['signin', 'ada@example.com'],
  ['pageview', 'ada@example.com'],
  ['articleread', 'ada@example.com'],
  ['addtolist', 'ada@example.com'],
  ['signout', 'ada@example.com'],
]

interface TrackEvent {
  readonly EventType: string
  readonly Value: string
  readonly Scope: string
  readonly DeviceId: string
  readonly PageTitle: string
  readonly User: { readonly Name: string; readonly Email: string } | null
  readonly Payload: Readonly<Record<string, unknown>> | null
  readonly EventTime: string
}

const asked = async (address: string, init: RequestInit = {}): Promise<readonly TrackEvent[]> => {
  const answer = await fetch(address, { ...init, headers: { ...init.headers, authorization } })
  expect([answer.status, address]).toEqual([200, address])
  return ((await answer.json()) as { items: TrackEvent[] }).items
}

it('what a reader does in the magazine comes back by both query languages, and through the live page', async () => {
  const { address, types } = await started({ RIVULET_KEY: key })
  const browser = await context()
  const page = await browser.newPage()
  const problems: unknown[] = []
  page.on('pageerror', (error) => problems.push(error))
  await page.goto(`${address}/profile-store/`)
  await read(page)
  await expect.poll(() => types().length).toBe(visited.length)
  await page.close()
  expect(problems).toEqual([])

  const odata = (filter: string, orderby = 'EventTime'): Promise<readonly TrackEvent[]> =>
    asked(`${address}/api/v2.0/TrackEvents?${new URLSearchParams({ $filter: filter, $orderby: orderby })}`)
  const kql = (Query: string): Promise<readonly TrackEvent[]> =>
    asked(`${address}/api/v2.0/TrackEvents/preview`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ Query, Scope: 'magazine' }),
    })

  const all = await odata('Scope eq magazine')
  expect(all.map(({ EventType, User }) => [EventType, User?.Email ?? null])).toEqual(visited)
  // KQL says of all columns, OData of those that the Profile Store has and those that were asked for.
  const more = 'Events | sort by EventTime asc | project-away ReceivedTime, OriginalTime, TrafficType'
  expect(await kql(more)).toEqual(all)
  const cookies = await browser.cookies()
  expect(new Set(all.map(({ DeviceId }) => DeviceId))).toEqual(
    new Set([cookies.find(({ name }) => name === '_tog.rv-userID')?.value]),
  )
  expect(new Set(all.map(({ EventTime }) => EventTime)).size).toBe(all.length)

  const article = { contentGuid: broth.guid, category: 'Kitchen', title: broth.title, minutes: 3 }
  const [done] = await odata(`Payload.contentGuid eq '${broth.guid}' and EventType eq articleread`)
  expect(done).toMatchObject({
    Value: `Read “${broth.title}”`,
    PageTitle: `${broth.title} · Slack Water`,
    Payload: { ...article, duration: expect.any(Number) },
  })
  expect(await kql('Events | where Payload.words == "dulse" | project Value, Payload.found')).toEqual([
    { Value: 'Searched for “dulse”', Payload_found: 1 },
  ])
  expect(await kql('Events | where User.Email != "" | summarize Count = count() by DeviceId')).toEqual([
    { DeviceId: all[0]!.DeviceId, Count: 5 },
  ])

  const live = await browser.newPage()
  await live.goto(`${address}/live`)
  await live.locator('.ask summary').click()
  await live.fill('#ask-key', key)
  await live.fill('#ask-scope', 'magazine')
  await live.getByRole('button', { name: 'Count by type' }).click()
  await live.locator('.outcome p', { hasText: '6 rows' }).waitFor()
  expect(await live.locator('.bar-name').first().textContent()).toBe('pageview')
  await live.fill('#ask-query', 'Events | where EventType == "signin"')
  await live.keyboard.press('Control+Enter')
  await live.locator('.outcome p', { hasText: '1 row' }).waitFor()
  await live.locator('.result-table .open').click()
  await live.locator('.row-dialog', { hasText: 'Ada “<b>Marsh</b>”' }).waitFor()
})

it('a page of another origin writes nothing, and nobody reads without the key', async () => {
  const { address, types } = await started({ RIVULET_KEY: key })
  const body = JSON.stringify([{ deviceId: 'd', eventType: 'e', value: 'v' }])
  const written = async (origin: string): Promise<number> =>
    (await fetch(`${address}/api/v1.0/TrackBulk`, { method: 'POST', body, headers: { origin } })).status
  expect(await written('https://elsewhere.example')).toBe(401)
  expect(await written(address)).toBe(200)
  expect(types()).toEqual(['e'])
  const read = (headers = {}) =>
    fetch(`${address}/api/v2.0/TrackEvents`, { headers }).then(({ status }) => status)
  expect([
    await read(),
    await read({ authorization: 'epi-single wrong' }),
    await read({ authorization }),
  ]).toEqual([401, 401, 200])
})
