import { request } from 'node:http'
import { expect, it } from 'vitest'
import { withKey } from '../../support/profile-store.ts'
import { asking, event, events } from '../../support/track-events.ts'

it('runs the documentation’s request as it stands', async () => {
  const { write, preview } = await asking()
  const pages = events(3, {
    eventType: 'pageview',
    eventTime: '2020-01-23T21:27:49.3361008Z',
    user: { email: 'john@example.com', name: 'John Smith' },
  })
  await write([{ ...event, trackId: 'other' }, ...pages, { ...pages[0], trackId: 'nobody', user: undefined }])
  const documented = `{ 
      "Query" : "Events
        | where EventTime between (todatetime('2019-01-01') .. endofday(now()))
            and EventType == 'pageview'
            and User.Email != ''
        | take 2", 
      "Scope" : "default" 
    }`
  const { status, body } = await preview(documented)
  expect([status, body.count, body.items.length], JSON.stringify(body)).toEqual([200, 2, 2])
  expect(body.items[0]).toMatchObject({ EventType: 'pageview', User: { Email: 'john@example.com' } })
})

it('gives no more than a thousand', async () => {
  const { write, preview } = await asking()
  await write(events(1100))
  expect((await preview({ Query: 'Events', Scope: 'default' })).body.count).toBe(1000)
  expect((await preview({ query: 'Events | count' })).body.items).toEqual([{ Count: 1100 }])
})

it('answers for all dialects', async () => {
  const { url, preview } = await asking()
  await fetch(`${url}/track/activity?d=1795000000&c=embed&a=view&l1=embedId&v1=e-42&u=visitor1&k=s&n=1`)
  await fetch(`${url}/collect?eventType=3&entryId=0_a&position=12.5&persistentSessionId=visitor1&sessionId=S`)
  const { body } = await preview({
    Query: `Events | where DeviceId == 'visitor1' | sort by EventTime asc
      | project EventType, Label = Payload.labels.embedId, Entry = Payload.entryId, Scope`,
  })
  expect(body.items).toEqual([
    { EventType: 'embed/view', Label: 'e-42', Entry: null, Scope: 'default' },
    { EventType: 'kaltura/play', Label: null, Entry: '0_a', Scope: 'default' },
  ])
})

it('keeps the order of what was sorted in a list, and in what is made of the list', async () => {
  const { write, preview } = await asking()
  const visits = [
    ['a', 'home', 'shop', 'order'],
    ['b', 'home', 'shop', 'order'],
    ['c', 'shop', 'home', 'order'],
  ]
  // What came last was first.
  await write(
    visits.flatMap(([sessionId, ...types]) =>
      types
        .map((eventType, at) => ({
          ...event,
          trackId: `${sessionId}${at}`,
          sessionId,
          eventType,
          eventTime: `2026-11-21T12:00:0${at}Z`,
        }))
        .toReversed(),
    ),
  )
  const { body } = await preview({
    Query: `Events | sort by EventTime asc | summarize Steps = make_list(EventType) by SessionId
      | summarize Visits = count() by Steps = tostring(Steps) | sort by Visits`,
  })
  expect(body.items).toEqual([
    { Steps: '["home","shop","order"]', Visits: 2 },
    { Steps: '["shop","home","order"]', Visits: 1 },
  ])
})

it.each([
  ['{"Scope":"default"}', 'Query'],
  ['{"Query":5}', 'Query'],
  ['{"Query":"Events","Scope":5}', 'scope must be'],
  ['{"Query":"Events","Scope":"Bad Scope"}', 'scope must be'],
  ['not JSON', 'JSON'],
  ['', 'JSON'],
  ['{"Query":"Events | join Others on City"}', 'Others'],
  ['{"Query":"Events | mv-apply City on (count)"}', 'mv-apply'],
])('refuses %s, naming what it is', async (body, named) => {
  const { preview } = await asking()
  const answer = await preview(body)
  expect(answer.status).toBe(400)
  expect(answer.body.error.message).toContain(named)
})

it('says where in the query something is wrong', async () => {
  const { preview } = await asking()
  const { body } = await preview({ Query: 'Events\n| where Visits > 1' })
  expect(body.error).toMatchObject({ target: 'Query', innererror: { position: 15 } })
})

it('goes on taking events while a query runs, and forgets the query when its client goes', async () => {
  const { url, write, preview } = await asking()
  await write(events(2000, { value: 'ab'.repeat(5000) }))
  const body = JSON.stringify({ Query: "Events | where Value matches regex '(a|b|ab)*(ab|b)*c' | count" })
  const slow = [1, 2].map(() => {
    const client = request(`${url}/api/v2.0/TrackEvents/preview`, { method: 'POST', headers: withKey })
    client.on('error', () => {})
    client.end(body)
    return client
  })
  await write([{ ...event, trackId: 'meanwhile' }])
  expect(slow.every((client) => client.writableFinished && !client.destroyed)).toBe(true)
  for (const client of slow) client.destroy()
  expect((await preview({ Query: "Events | where TrackId == 'meanwhile' | count" })).body.items).toEqual([
    { Count: 1 },
  ])
})
