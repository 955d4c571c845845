import { expect, it } from 'vitest'
import { get, post } from '../support/activity.ts'
import { key, withKey } from '../support/profile-store.ts'
import { running } from '../support/running.ts'

const collector = () =>
  running({ keys: [{ key }, { key: `${key}-of-shop`, scopes: ['shop'] }], origins: ['https://shop.example'] })

async function rejectedAt(url: string) {
  const answer = await fetch(`${url}/api/v2.0/RejectedEvents`, { headers: withKey })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { items: Record<string, unknown>[]; count: number }
}

it('keeps what was rejected, as it was sent, with its reason and its page', async () => {
  const { url } = await collector()
  await post(url, '?u=V1\nd=1795000000&c=a&a=b\nd=1795000000&c=a', { origin: 'https://shop.example' })
  await get(url, 'd=yesterday&c=a&a=b')
  await fetch(`${url}/api/v1.0/TrackBulk`, {
    method: 'POST',
    headers: withKey,
    body: '[{"deviceId":"1","eventType":"home","value":"x"},{"deviceId":"2","eventType":"home"}]',
  })
  const { items, count } = await rejectedAt(url)
  expect(count).toBe(3)
  expect(items).toMatchObject([
    { dialect: 'profile-store', parameter: 'value', said: '{"deviceId":"2","eventType":"home"}' },
    { dialect: 'rivet', parameter: 'd', said: 'd=yesterday&c=a&a=b' },
    {
      dialect: 'rivet',
      parameter: 'a',
      error: expect.stringContaining('a is required'),
      origin: 'https://shop.example',
      said: 'd=1795000000&c=a',
    },
  ])
  expect(Number(items[0]!.received)).toBeGreaterThan(Date.now() - 60_000)
})

it('has bounds: of all, of one request, of one text', async () => {
  const { url } = await collector()
  await post(url, Array.from({ length: 100 }, (_, at) => `c=first&n=${at}`).join('\n'))
  expect((await rejectedAt(url)).count).toBe(20)
  await post(url, `c=${'x'.repeat(50_000)}`)
  expect(String((await rejectedAt(url)).items[0]!.said)).toHaveLength(2000)
  for (let round = 0; round < 110; round += 1) {
    await post(url, Array.from({ length: 20 }, () => `c=round${round}`).join('\n'))
  }
  const { items, count } = await rejectedAt(url)
  expect(count).toBe(1000)
  expect([items[0]!.said, items.at(-1)!.said]).toEqual(['c=round109', 'c=round60'])
})

it('writes them as CSV and NDJSON on request', async () => {
  const { url } = await collector()
  await get(url, 'd=yesterday&c=%3DHYPERLINK(1)&a=b')
  await post(url, '=1+1')
  const as = async (format: string) => {
    const answer = await fetch(`${url}/api/v2.0/RejectedEvents?format=${format}`, { headers: withKey })
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  }
  const { items } = await rejectedAt(url)
  const ndjson = await as('ndjson')
  expect(ndjson.type).toBe('application/x-ndjson; charset=utf-8')
  expect(
    ndjson.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(items)
  const csv = await as('csv')
  expect(csv.type).toBe('text/csv; charset=utf-8')
  const [head, first, ...rest] = csv.text.trimEnd().split('\r\n')
  expect(head).toBe('received,dialect,parameter,error,origin,said')
  // What a spreadsheet would take for a formula is a text.
  expect(first).toMatch(/^\d{4}-\d\d-\d\dT[^,]+Z,rivet,.*,'=1\+1$/)
  expect(rest).toHaveLength(1)
  expect(await as('xml')).toMatchObject({ status: 400, text: expect.stringContaining('"target":"format"') })
})

it('shows them to a key for all scopes alone', async () => {
  const { url } = await collector()
  const statusWith = async (headers: Record<string, string>) =>
    (await fetch(`${url}/api/v2.0/RejectedEvents`, { headers })).status
  expect(await statusWith({})).toBe(401)
  expect(await statusWith({ origin: 'https://shop.example' })).toBe(401)
  expect(await statusWith({ authorization: `epi-single ${key}-of-shop` })).toBe(403)
})

it('forgets those of a visitor who is erased', async () => {
  const { url } = await collector()
  await post(url, 'u=V%201&c=a\nu=V2&c=a')
  await fetch(`${url}/api/v2.0/Visitors/V%201`, { method: 'DELETE', headers: withKey })
  expect((await rejectedAt(url)).items.map(({ said }) => said)).toEqual(['u=V2&c=a'])
})
