import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDeliveryTally } from '../../src/live/delivery-stats.ts'
import type { Report } from '../../src/model/sender.ts'
import { openSqlite } from '../../src/store/sqlite/open.ts'
import { arrivals, numbered } from '../support/arrivals.ts'

const start = 1795000000000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

const later = (seconds: number) => vi.setSystemTime(start + seconds * 1000)

const withStore = async () => {
  const store = openSqlite(':memory:')
  const tally = await createDeliveryTally(store)
  return {
    tally,
    append: async (...given: Parameters<typeof store.append>) =>
      tally.add((await store.append(...given)).senders),
  }
}

const arrivedAt = { received: start }
const report = (ledger: Report['ledger']): Report => ({ sender: 'a', ledger, received: start })

it('says what the store would say, wherever it begins', async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, fc.nat(), async (groups, at) => {
      const store = openSqlite(':memory:')
      const requests = groups.flat()
      const begin = at % (requests.length + 1)
      for (const { events, reports } of requests.slice(0, begin)) await store.append(events, reports)
      const tally = await createDeliveryTally(store)
      for (const { events, reports } of requests.slice(begin))
        tally.add((await store.append(events, reports)).senders)
      const { waiting, missing, ...figures } = tally.all().health
      expect(figures).toEqual(await store.delivery())
      expect(waiting + missing).toBe(figures.expected - figures.stored)
      await store.close()
    }),
    { numRuns: 200 },
  )
})

describe('what is not stored', () => {
  it('is waited for while its sender was seen in the last minute, then it is missing', async () => {
    const { tally, append } = await withStore()
    await append([numbered('a', 3, arrivedAt)])
    expect(tally.all().health).toMatchObject({ waiting: 2, missing: 0 })
    later(59)
    expect(tally.all().health).toMatchObject({ waiting: 2, missing: 0 })
    later(60)
    expect(tally.all().health).toMatchObject({ waiting: 0, missing: 2 })
  })

  it('is waited for again when its sender comes back', async () => {
    const { tally, append } = await withStore()
    await append([numbered('a', 3, arrivedAt)])
    later(90)
    await append([numbered('a', 2, { received: start + 90_000 })])
    expect(tally.all().health).toMatchObject({ stored: 2, waiting: 1, missing: 0 })
    await append([numbered('a', 1, { received: start + 90_000 })])
    expect(tally.all().health).toMatchObject({ stored: 3, waiting: 0, missing: 0 })
  })

  it('is missing at once where its sender says so', async () => {
    const { tally, append } = await withStore()
    await append([numbered('a', 1, arrivedAt)], [report({ recorded: 5, expired: 1, 'outbox-full': 1 })])
    expect(tally.all().health).toMatchObject({ expected: 5, waiting: 2, missing: 2, reported: 2 })
  })

  it('is no more than there is, however much a sender says it lost', async () => {
    const { tally, append } = await withStore()
    await append([numbered('a', 1, arrivedAt)], [report({ recorded: 2, expired: 9 })])
    expect(tally.all().health).toMatchObject({ waiting: 0, missing: 1, reported: 1, ledger: { expired: 9 } })
  })
})

it('tells each change once, and the newest has the highest order', async () => {
  const { tally, append } = await withStore()
  await append([numbered('a', 1, arrivedAt), numbered('b', 1, arrivedAt)])
  const first = tally.changes()
  expect(first.senders.map(({ sender }) => sender)).toEqual(['b', 'a'])
  expect(tally.changes().senders).toEqual([])
  await append([numbered('a', 2, arrivedAt)])
  const last = tally.changes()
  expect(last.senders).toMatchObject([{ sender: 'a', stored: 2 }])
  expect(last.order).toBeGreaterThan(first.order)
  expect(tally.all().senders.map(({ sender }) => sender)).toEqual(['a', 'b'])
})
