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
    expect(page['@odata.context']).toBe(`${url}/odata/$metadata#Events(TrackId,Value)`)
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

it('repeats and leaves out no event while others come and go, by EventTime', async () => {
  const { url, write } = await asking()
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString()
  // Of five at the same time, two in each scope are called the same.
  const stored = events(2500).map((each, place) => ({ ...each, eventTime: at(100 + Math.trunc(place / 5)) }))
  await write([...stored, { ...stored[1999], scope: 'shop' }])
  const options = '$count=true&$top=2400&$skip=1&$filter=EventType ne null'
  for (const select of ['', '&$select=Value,EventTime', '&$select=*']) {
    const first = await read(`${url}/odata/Events?${options}${select}`)
    await write(
      events(50).map((each, place) => ({
        ...each,
        trackId: `late${select.length}.${place}`,
        eventTime: at(1),
      })),
    )
    const rest = await read(first['@odata.nextLink']!)
    const all = [...first.value, ...rest.value]
    // What came meanwhile is counted, and comes with the next reading.
    expect(rest['@odata.count']).toBe(first['@odata.count']! + 50)
    expect([first.value.length, rest.value.length, rest['@odata.nextLink']]).toEqual([2000, 400, undefined])
    if (select === '&$select=Value,EventTime') {
      expect(new Set(all.map((row) => Object.keys(row).join()))).toEqual(new Set(['Value,EventTime']))
      expect(all.map(({ EventTime }) => EventTime)).toEqual(all.map(({ EventTime }) => EventTime).toSorted())
    } else {
      expect(new Set(all.map(({ TrackId, Scope }) => `${TrackId} ${Scope}`)).size).toBe(2400)
    }
  }
  const headers = withKey
  for (const token of ['x', '5,', '5,yesterday,default,t1', '5,2026-01-01,default', "5,2026-01-01,'"]) {
    const response = await fetch(`${url}/odata/Events?$skiptoken=${token}`, { headers })
    const { error } = (await response.json()) as { error: { target: string; message: string } }
    expect([response.status, error.target]).toEqual([400, '$skiptoken'])
  }
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

it('says which fields it answers, and that what is missing is null, as its filters have it', async () => {
  const { url, write } = await asking()
  await write([
    { ...event, city: 'Rome' },
    { ...event, trackId: 't2', city: '' },
  ])
  const page = await read(`${url}/odata/Events?$select=TrackId, City&$orderby=length(City),TrackId`)
  expect(page).toEqual({
    '@odata.context': `${url}/odata/$metadata#Events(TrackId,City)`,
    value: [
      { TrackId: 't2', City: null },
      { TrackId: 't1', City: 'Rome' },
    ],
  })
  const metadata = await (await fetch(`${url}/odata/$metadata`, { headers: withKey })).text()
  expect(metadata).toContain('<Property Name="City" Type="Edm.String" Nullable="true"/>')
  expect(metadata).toContain('<Property Name="Scope" Type="Edm.String" Nullable="false"/>')
})

it('answers one event by its key, as clients ask for it', async () => {
  const { url, write } = await asking()
  await write([
    { ...event, trackId: "it's/1" },
    { ...event, trackId: 'both' },
    { ...event, trackId: 'both', scope: 'shop' },
  ])
  const metadata = await (await fetch(`${url}/odata/$metadata`, { headers: withKey })).text()
  expect(metadata).toContain('<Key><PropertyRef Name="TrackId"/><PropertyRef Name="Scope"/></Key>')
  const ask = async (key: string, query = '', headers: Record<string, string> = withKey) => {
    const response = await fetch(`${url}/odata/Events(${key})?${query}`, { headers })
    const body = (await response.json()) as Record<string, unknown> & { error?: { message: string } }
    return response.status === 200 ? body : `${response.status} ${body.error?.message}`
  }
  expect(await ask("'it''s%2F1'", '$select=TrackId,Scope')).toEqual({
    '@odata.context': `${url}/odata/$metadata#Events(TrackId,Scope)/$entity`,
    TrackId: "it's/1",
    Scope: 'default',
  })
  expect(await ask("TrackId='both',Scope='shop'")).toMatchObject({
    '@odata.context': `${url}/odata/$metadata#Events/$entity`,
    TrackId: 'both',
    Scope: 'shop',
  })
  expect(await ask("Scope='default', TrackId='both'")).toMatchObject({ Scope: 'default' })
  expect(await ask("'both'", '', basic(shopKey))).toMatchObject({ Scope: 'shop' })
  expect(await ask("'both'")).toBe('400 events of several scopes are called so; name the Scope, too')
  expect(await ask("'none'")).toBe('404 there is no such event')
  expect(await ask("'both'", '$top=1')).toBe('400 $top does not apply to one event')
  expect(await ask("'both'", '', basic('another'))).toMatch(/^401 /)
  for (const key of ['1', "City='a'", "TrackId='a',City='b'", "Scope='shop'", "'a' or 'b'", "'a'b'"]) {
    expect(await ask(key)).toBe('404 there is nothing at this address')
  }
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
