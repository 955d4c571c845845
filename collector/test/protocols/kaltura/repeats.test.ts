import { expect, it } from 'vitest'
import { postAs, postBatch, track } from '../../support/kaltura.ts'
import { playerSession } from '../../support/player-session.ts'
import { running, sendersOf } from '../../support/running.ts'

const started = async () => {
  const { url, rows, file } = await running({ live: true })
  return {
    url,
    file,
    collect: `${url}/collect`,
    payloads: () => rows().map(({ payload }) => JSON.parse(payload) as Record<string, string>),
  }
}

it('a player that begins to count anew is heard to the end', async () => {
  const { collect, payloads } = await started()
  for (const query of [
    'eventType=1&eventIndex=1',
    'eventType=3&eventIndex=2',
    'eventType=33&eventIndex=3',
    // After thirty seconds of pause.
    'eventType=4&eventIndex=1&position=55',
    'eventType=99&eventIndex=2&position=60',
  ]) {
    expect((await track(`${collect}?sessionId=S&entryId=0_a&${query}`)).status).toBe(200)
  }
  expect(payloads().map(({ eventType }) => eventType)).toEqual(['1', '3', '33', '4', '99'])
})

it('a real player’s session of 38 events is 38 rows, however often and in whatever way it comes', async () => {
  const { url, collect, payloads } = await started()
  expect(playerSession).toHaveLength(38)
  for (const query of playerSession) {
    expect((await track(`${collect}?${query}`)).text).toMatch(/^\d{10}$/)
  }
  const all = playerSession.map((query) => Object.fromEntries(new URLSearchParams(query)))
  expect(payloads()).toEqual(all)
  // A client that tries again, with what it says in another order or place.
  for (const [at, query] of playerSession.entries()) {
    const pairs = [...new URLSearchParams(query)].reverse()
    const form = String(new URLSearchParams(pairs.slice(3)))
    const inAddress = String(new URLSearchParams(pairs.slice(0, 3)))
    if (at % 2 === 0) await postAs(`${collect}?${inAddress}`, 'application/x-www-form-urlencoded', form)
    else await postAs(collect, 'application/json', JSON.stringify(all[at]))
  }
  expect(await postBatch(collect, playerSession.join('\n'))).toMatchObject({ stored: 0, repeated: 38 })
  expect(payloads()).toHaveLength(38)
  // It numbers what it does not send as well, so that nothing can be said of what is lost.
  const { text } = await track(`${url}/live/delivery`)
  expect(JSON.parse(text)).toMatchObject({ senders: 0, expected: 0, missing: 0 })
})

it('what a sender does not count is stored as often as it comes', async () => {
  const { collect, payloads } = await started()
  for (const query of ['eventType=10002&buttonName=buy', 'sessionId=S', 'eventIndex=1', '']) {
    for (let time = 0; time < 2; time += 1) expect((await track(`${collect}?${query}`)).status).toBe(200)
  }
  expect(payloads()).toHaveLength(8)
})

it('the SDK’s events are known by their own key, and so are losses and what their sender says of them', async () => {
  const { url, collect, file, payloads } = await started()
  const batch = [
    '?k=f3Ka9x&h=recorded.5.outbox-full.1',
    '?sessionId=S&entryId=0_a&rv-k=f3Ka9x',
    'eventIndex=1&eventType=1&rv-n=1',
    // The same but for its number: once more a pause at the same place.
    'eventIndex=1&eventType=33&position=2&rv-n=2',
    'eventIndex=1&eventType=33&position=2&rv-n=4',
  ].join('\n')
  expect(await postBatch(collect, batch)).toMatchObject({ stored: 3, repeated: 0, rejected: [] })
  expect(await postBatch(collect, batch)).toMatchObject({ stored: 0, repeated: 3 })
  expect(payloads()[1]).toEqual({
    sessionId: 'S',
    entryId: '0_a',
    eventIndex: '1',
    eventType: '33',
    position: '2',
  })
  expect(sendersOf(file)).toMatchObject([
    { sender: 'f3Ka9x', session: 'S', stored: 3, repeated: 3, highest: 4, expected: 5, dropped: 1 },
  ])
  expect(JSON.parse((await track(`${url}/live/gaps?sender=f3Ka9x`)).text)).toEqual({
    ranges: [
      [3, 3],
      [5, 5],
    ],
    from: 1,
  })
})

it('a key in an address is a parameter as any other: single events are foreign players’', async () => {
  const { collect, payloads } = await started()
  for (const position of [1, 2]) await track(`${collect}?rv-k=a&rv-n=1&position=${position}`)
  expect(payloads()).toEqual([
    { 'rv-k': 'a', 'rv-n': '1', position: '1' },
    { 'rv-k': 'a', 'rv-n': '1', position: '2' },
  ])
})
