import { expect, it } from 'vitest'
import { key, withKey } from '../../support/profile-store.ts'
import { asking, event, events, shopKey } from '../../support/track-events.ts'

interface Page {
  readonly '@odata.context': string
  readonly '@odata.count'?: number
  readonly '@odata.nextLink'?: string
  readonly value: readonly Record<string, unknown>[]
}

const basic = (password: string) => ({ authorization: `Basic ${btoa(`excel:${password}`)}` })

const read = async (url: string, headers: Record<string, string> = withKey): Promise<Page> => {
  const response = await fetch(url, { headers })
  expect([response.status, response.headers.get('odata-version')]).toEqual([200, '4.0'])
  return (await response.json()) as Page
}

it('is found from its service document, and described as OData describes itself', async () => {
  const { url } = await asking()
  for (const path of ['/odata', '/odata/']) {
    expect(await read(url + path)).toEqual({
      '@odata.context': `${url}/odata/$metadata`,
      value: [{ name: 'Events', kind: 'EntitySet', url: `${url}/odata/Events` }],
    })
  }
  const metadata = await fetch(`${url}/odata/$metadata`, { headers: withKey })
  expect(metadata.headers.get('content-type')).toBe('application/xml; charset=utf-8')
  const text = await metadata.text()
  expect(text).toContain('<EntitySet Name="Events" EntityType="Rivulet.Event"/>')
})

it('leads from page to page, each event once, past the first ten thousand', async () => {
  const { url, write } = await asking()
  const count = 12_001
  await write(events(count).map((each, at) => ({ ...each, value: `${at % 7}` })))
  const ids = new Set<unknown>()
  let next: string | undefined = `${url}/odata/Events?$count=true&$select=TrackId,Value&$orderby=Value desc`
  let pages = 0
  for (; next !== undefined; pages += 1) {
    const page: Page = await read(next)
    expect(page['@odata.context']).toBe(`${url}/odata/$metadata#Events`)
    expect(page['@odata.count']).toBe(count)
    for (const { TrackId } of page.value) ids.add(TrackId)
    next = page['@odata.nextLink']
  }
  expect([ids.size, pages]).toEqual([count, 7])

  const some = await read(`${url}/odata/Events?$top=2500&$skip=11000&$filter=Value ne 'x'`)
  expect([some.value.length, some['@odata.count'], some['@odata.nextLink']]).toEqual([
    1001,
    undefined,
    undefined,
  ])
  const first = await read(`${url}/odata/Events?$top=2500`)
  expect(first.value).toHaveLength(2000)
  const rest = await read(first['@odata.nextLink']!)
  expect([rest.value.length, rest['@odata.nextLink']]).toEqual([500, undefined])
})

it('has fields of plain types: an object is its JSON text', async () => {
  const { url, write } = await asking()
  await write([{ ...event, payload: { price: 2.5, tags: ['a', 'ä"'] }, user: null }])
  const metadata = await (await fetch(`${url}/odata/$metadata`, { headers: withKey })).text()
  const { value } = await read(`${url}/odata/Events?$filter=Payload/price gt 2&$format=json`)
  expect(Object.keys(value[0]!)).toEqual(
    Array.from(metadata.matchAll(/<Property Name="(\w+)"/g), ([, name]) => name),
  )
  expect(value).toMatchObject([{ User: null, Payload: '{"price":2.5,"tags":["a","ä\\""]}', TrackId: 't1' }])
  const count = await fetch(`${url}/odata/Events/$count?$filter=Payload/price gt 3`, { headers: withKey })
  expect([count.headers.get('content-type'), await count.text()]).toEqual(['text/plain; charset=utf-8', '0'])
})

it('takes the key as the password that spreadsheets ask for, and asks for one', async () => {
  const { url, write } = await asking()
  await write([event, { ...event, trackId: 't2', scope: 'shop' }])
  expect((await read(`${url}/odata/Events`, basic(key))).value).toHaveLength(2)
  expect((await read(`${url}/odata/Events`, basic(shopKey))).value).toMatchObject([{ TrackId: 't2' }])
  for (const path of ['', '/$metadata', '/Events', '/Events/$count', '/Events?$top=x']) {
    for (const headers of [{}, basic('another'), { authorization: `Basic ${key}` }]) {
      const response = await fetch(`${url}/odata${path}`, { headers: headers as Record<string, string> })
      expect([path, response.status, response.headers.get('www-authenticate')]).toEqual([
        ...[path, 401, 'Basic realm="rivulet"'],
      ])
    }
  }
  // The Profile Store's own interface knows its own scheme alone.
  const vendor = await fetch(`${url}/api/v2.0/TrackEvents`, { headers: basic(key) })
  expect([vendor.status, vendor.headers.get('www-authenticate')]).not.toEqual([401, 'Basic realm="rivulet"'])
  expect(vendor.status).toBe(401)
})

it.each([
  ['$top=x', '$top'],
  ['$skiptoken=-1', '$skiptoken'],
  ['$filter=Visits gt 1', '$filter'],
  ['$expand=User', '$expand'],
  ['$orderby=Nothing', '$orderby'],
])('names what is wrong with %s', async (query, target) => {
  const { url } = await asking()
  const response = await fetch(`${url}/odata/Events?${query}`, { headers: withKey })
  const { error } = (await response.json()) as { error: { code: string; target: string } }
  expect([response.status, error.code, error.target]).toEqual([400, 'BadArgument', target])
})
