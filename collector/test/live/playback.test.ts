import { expect, it } from 'vitest'
import type { Playback } from '../../src/store/store.ts'
import { postBatch, track } from '../support/kaltura.ts'
import { playerSession } from '../support/player-session.ts'
import { running } from '../support/running.ts'

const viewingOf = async (url: string, session: string): Promise<Playback> =>
  JSON.parse((await track(`${url}/live/playback?${new URLSearchParams({ session })}`)).text)

it('tells the events of one session in their order, with the facts that are numbers', async () => {
  const { url } = await running({ live: true })
  await postBatch(
    `${url}/collect`,
    [
      '?sessionId=S&entryId=0_a',
      'eventIndex=3&eventType=35&position=8.5&targetPosition=60',
      'eventIndex=1&eventType=1&position=&targetPosition=1e5&bufferTime=a',
      'eventIndex=2&eventType=46&position=8&bufferTime=2.5',
      'eventIndex=4&eventType=41&position=-30&playbackSpeed=2&playbackSpeed=3',
      '?sessionId=other',
      'eventIndex=1&eventType=3&position=1',
    ].join('\n'),
  )
  const fact = { received: expect.any(Number) }
  expect(await viewingOf(url, 'S')).toEqual({
    events: [
      { ...fact, id: '2', type: 'kaltura/impression', index: 1 },
      { ...fact, id: '3', type: 'kaltura/bufferEnd', index: 2, position: 8, waited: 2.5 },
      { ...fact, id: '1', type: 'kaltura/seek', index: 3, position: 8.5, target: 60 },
      { ...fact, id: '4', type: 'kaltura/speed', index: 4, position: -30 },
    ],
    isCut: false,
  })
})

it('tells a player that counts anew in the order in which it did, though its events overtake each other', async () => {
  const { url } = await running({ live: true })
  const indexOf = (query: string) => Number(new URLSearchParams(query).get('eventIndex'))
  const arriving = [...playerSession]
  // Each second one of a count comes before the first.
  for (const [at, query] of playerSession.entries()) {
    if (indexOf(query) === 2) arriving.splice(at - 1, 2, query, playerSession[at - 1]!)
  }
  expect(arriving).not.toEqual(playerSession)
  await postBatch(`${url}/collect`, arriving.join('\n'))
  const { events } = await viewingOf(url, 'S-1:S-2')
  expect(events.map(({ index }) => index)).toEqual(playerSession.map(indexOf))
})

it('tells the SDK’s by their own numbers, which go on', async () => {
  const { url } = await running({ live: true })
  const lines = [
    'eventIndex=2&eventType=99&rv-n=9',
    'eventIndex=1&eventType=4&rv-n=8',
    'eventIndex=1&eventType=1&rv-n=3',
    'eventIndex=2&eventType=33&rv-n=4',
  ]
  await postBatch(`${url}/collect`, ['?sessionId=S&entryId=0_a&rv-k=k1', ...lines].join('\n'))
  const { events } = await viewingOf(url, 'S')
  expect(events.map(({ type }) => type.slice('kaltura/'.length))).toEqual([
    'impression',
    'pause',
    'resume',
    'view',
  ])
})

it('tells those without a number in the order in which they came', async () => {
  const { url } = await running({ live: true })
  await postBatch(
    `${url}/collect`,
    '?sessionId=S\neventIndex=9&eventType=1\neventType=3\neventIndex=2&eventType=33',
  )
  const { events } = await viewingOf(url, 'S')
  expect(events.map(({ id }) => id)).toEqual(['1', '2', '3'])
})

it('tells no more than the last thousand, looks into none that is large, and knows no session of Rivet’s', async () => {
  const { url } = await running({ live: true })
  const lines = Array.from({ length: 1001 }, (_, at) => `eventIndex=${at + 1}&eventType=99&position=${at}`)
  await postBatch(`${url}/collect`, ['?sessionId=S', ...lines].join('\n'))
  await postBatch(`${url}/collect`, `sessionId=L&eventType=99&position=1&a=${'x'.repeat(20_000)}`)
  await track(`${url}/track/activity?d=1&c=a&a=b&i=R`)
  const { events, isCut } = await viewingOf(url, 'S')
  expect([events.length, events[0]?.index, events.at(-1)?.index, isCut]).toEqual([1000, 2, 1001, true])
  expect((await viewingOf(url, 'L')).events).toEqual([
    { id: '1002', type: 'kaltura/view', received: expect.any(Number) },
  ])
  for (const session of ['R', 'nobody', '']) {
    expect(await viewingOf(url, session)).toEqual({ events: [], isCut: false })
  }
})

it('has to be told which session, and tells no other origin', async () => {
  const { url } = await running({ live: true })
  expect((await track(`${url}/live/playback`)).status).toBe(400)
  const { headers } = await track(`${url}/live/playback?session=S`)
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('cache-control')).toBe('no-store')
})
