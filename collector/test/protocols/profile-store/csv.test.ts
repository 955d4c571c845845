import { expect, it } from 'vitest'
import { withKey } from '../../support/profile-store.ts'
import { asking, event } from '../../support/track-events.ts'

const csvOf = async (url: string, Query: string, accept = 'text/csv'): Promise<[string | null, string]> => {
  const response = await fetch(`${url}/api/v2.0/TrackEvents/preview`, {
    method: 'POST',
    headers: { ...withKey, 'content-type': 'application/json', accept },
    body: JSON.stringify({ Query }),
  })
  return [response.headers.get('content-type'), await response.text()]
}

it('answers with CSV where that is asked for: texts in quotes where they have to be, objects as JSON', async () => {
  const { url, write } = await asking()
  await write([
    { ...event, value: 'a "word", and\na line', payload: { n: 1, tags: ['x'] } },
    { ...event, trackId: 't2', value: 'ä ♥', payload: null },
  ])
  const [type, text] = await csvOf(
    url,
    'Events | sort by TrackId asc | project Value, Payload, EventTime, N = 1, B = true',
  )
  expect(type).toBe('text/csv; charset=utf-8')
  expect(text).toBe(
    'Value,Payload,EventTime,N,B\r\n' +
      `"a ""word"", and\na line","{""n"":1,""tags"":[""x""]}",${event.eventTime},1,true\r\n` +
      `ä ♥,,${event.eventTime},1,true\r\n`,
  )
})

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])(
  'lets no spreadsheet take %j for a formula',
  async (value) => {
    const { url, write } = await asking()
    await write([{ ...event, value }])
    const [, text] = await csvOf(url, 'Events | project Value')
    expect(text.split('\r\n')[1]).toMatch(/^"?'/)
  },
)

it('answers with JSON whoever does not ask for it first, and no rows with nothing', async () => {
  const { url, write } = await asking()
  await write([event])
  for (const accept of ['*/*', 'application/json', 'application/json, text/csv'])
    expect((await csvOf(url, 'Events', accept))[0]).toBe('application/json; charset=utf-8')
  expect(await csvOf(url, 'Events | take 0')).toEqual(['text/csv; charset=utf-8', ''])
  const [type, text] = await csvOf(url, 'Events | nonsense')
  expect([type, JSON.parse(text).error.code]).toEqual(['application/json; charset=utf-8', 'BadArgument'])
})
