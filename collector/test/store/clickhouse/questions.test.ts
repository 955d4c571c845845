import { describe, expect, it, onTestFinished } from 'vitest'
import { migrateClickhouse } from '../../../src/store/clickhouse/migrate.ts'
import { openClickhouse } from '../../../src/store/clickhouse/open.ts'
import { numbered } from '../../support/arrivals.ts'
import { hasClickhouse } from './support/server.ts'
import { testDatabase, testServer } from './support/test-cluster.ts'

const say = async (statement: string): Promise<string> =>
  (await fetch(`http://${(await testServer()).host}/`, { method: 'POST', body: statement })).text()

/** Questions of events that the server is at. */
const running = () =>
  say(
    "SELECT count() FROM system.processes WHERE query LIKE '%FROM events AS event%' AND query NOT LIKE '%system.processes%'",
  )

/** Every event with every other: it does not end. */
const endless = {
  language: 'kql',
  text: 'range a from 1 to 10000000 step 1 | extend k = 1 | join kind=inner (Events | extend k = 1) on k | summarize sum(a)',
} as const

describe.skipIf(!hasClickhouse)('a question to ClickHouse', () => {
  const filled = async () => {
    const address = await testDatabase()
    await migrateClickhouse(address)
    const opened = async (questionTime: number) => {
      const store = await openClickhouse(address, { questionTime })
      onTestFinished(() => store.close())
      return store
    }
    // Few for each row of the other table: the engine looks whether somebody waits between blocks, which grow by the join.
    const store = await opened(60_000)
    await store.append(Array.from({ length: 200 }, (_, at) => numbered('s', at + 1)))
    return { store, opened }
  }

  it('is dropped by the server when nobody waits for it any more', async () => {
    const { store } = await filled()
    const leaving = new AbortController()
    const answer = store.ask(endless, leaving.signal)
    await expect.poll(running).toBe('1\n')
    leaving.abort()
    expect(await answer).toEqual({ kind: 'busy' })
    await expect.poll(running).toBe('0\n')
  })

  it('is dropped by the server when its time is over, and says so', async () => {
    const { store, opened } = await filled()
    const hasty = await opened(1_000)
    expect(await hasty.ask(endless)).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('took longer than 1 seconds'),
    })
    await expect.poll(running).toBe('0\n')
    expect(await store.ask({ language: 'kql', text: 'Events | count' })).toMatchObject({ kind: 'rows' })
  })

  it('is answered when its time is over, whatever the server does', async () => {
    const { opened } = await filled()
    const hasty = await opened(1_000)
    const server = await testServer()
    server.pause()
    const answer = await hasty.ask({ language: 'kql', text: 'Events | count' }).finally(server.goOn)
    expect(answer).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('took longer than 1 seconds'),
    })
  })

  it('says which sum is too large', async () => {
    const { store } = await filled()
    const text = 'Events | summarize sum(9223372036854775807)'
    expect(await store.ask({ language: 'kql', text })).toEqual({
      kind: 'refused',
      message: 'a sum is larger than 64 bits',
    })
  })
})
