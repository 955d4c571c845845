import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { arrivals, numbered } from '../../support/arrivals.ts'
import { naiveDelivery, naiveDropped, naiveHoles } from '../../support/naive-delivery.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

it('counts stored, repeated and missing as one would by hand, whatever came in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, async (groups) => {
      const store = openSqlite(':memory:')
      for (const together of groups)
        await Promise.all(together.map(({ events, reports }) => store.append(events, reports)))

      const naive = naiveDelivery(groups.flat())
      const rows = await store.senders(10)
      expect(rows.map(({ sender }) => sender).sort()).toEqual([...naive.keys()].sort())
      for (const row of rows) {
        const model = naive.get(row.sender)!
        expect(row).toMatchObject({
          stored: model.sequences.size,
          repeated: model.repeated,
          highest: Math.max(0, ...model.sequences),
          lastSeen: Math.max(...model.seen),
        })
        expect(row.ledger).toEqual(Object.fromEntries(model.ledger))
        const { ranges, from } = await store.gaps(row.sender)
        const gaps = ranges.flatMap(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, index) => first + index),
        )
        expect([gaps, from]).toEqual([naiveHoles(model), 1])
      }

      const models = [...naive.values()]
      const { ledger, ...figures } = await store.delivery()
      expect(figures).toEqual({
        senders: models.length,
        expected: sum(models.map((model) => model.sequences.size + naiveHoles(model).length)),
        stored: sum(models.map((model) => model.sequences.size)),
        repeated: sum(models.map((model) => model.repeated)),
        reported: sum(models.map((model) => Math.min(naiveHoles(model).length, naiveDropped(model)))),
      })
      expect(ledger.expired ?? 0).toBe(sum(models.map((model) => model.ledger.get('expired') ?? 0)))
      await store.close()
    }),
    { numRuns: 300 },
  )
})

it('tells each request what it changed, also of those that are written together', async () => {
  const store = openSqlite(':memory:')
  const [first, second, third] = await Promise.all([
    store.append([numbered('a', 1), numbered('a', 3)]),
    store.append([numbered('a', 3), numbered('b', 1)]),
    store.append([], [{ sender: 'a', ledger: { recorded: 5 }, received: 1795000002000 }]),
  ])
  expect(first.senders).toMatchObject([{ before: undefined, now: { sender: 'a', stored: 2, highest: 3 } }])
  expect(second.senders).toMatchObject([
    { before: { sender: 'a', stored: 2, repeated: 0 }, now: { stored: 2, repeated: 1 } },
    { before: undefined, now: { sender: 'b', stored: 1 } },
  ])
  expect(third.senders).toMatchObject([{ before: { repeated: 1 }, now: { ledger: { recorded: 5 } } }])
  await store.close()
})

it('remembers senders in its file, with who they were, the latest first', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const store = openSqlite(file)
  await store.append([numbered('a', 1, { visitor: 'V1', session: 'S1', received: 1000 })])
  await store.append([numbered('b', 1, { received: 2000 })])
  await store.append(
    [numbered('a', 2, { received: 3000 })],
    [{ sender: 'a', ledger: { retried: 2 }, received: 3000 }],
  )
  await store.close()
  const again = openSqlite(file)
  const b = { sender: 'b', stored: 1, repeated: 0, highest: 1, ledger: {}, firstSeen: 2000, lastSeen: 2000 }
  expect(await again.senders(10)).toStrictEqual([
    {
      sender: 'a',
      stored: 2,
      repeated: 0,
      highest: 2,
      ledger: { retried: 2 },
      firstSeen: 1000,
      lastSeen: 3000,
      visitor: 'V1',
      session: 'S1',
    },
    b,
  ])
  await again.append([], [{ sender: 'b', ledger: { recorded: 4 }, received: 4000 }])
  expect(await again.senders(1)).toStrictEqual([{ ...b, ledger: { recorded: 4 }, lastSeen: 4000 }])
  await again.close()
})

it('does not count senders whose events could not be written', async () => {
  const store = openSqlite(':memory:')
  const broken = numbered('a', 2, { payload: { big: 1n } })
  await expect(store.append([numbered('a', 1), broken])).rejects.toThrow('BigInt')
  expect([await store.total(), await store.senders(10)]).toEqual([0, []])
  await store.close()
})

it('takes the largest counts there are, and adds them up', async () => {
  const store = openSqlite(':memory:')
  const most = Number.MAX_SAFE_INTEGER
  const ledger = { recorded: most, expired: most, constructor: most }
  const reports = Array.from({ length: 3000 }, (_, at) => ({ sender: `s${at}`, ledger, received: 1000 }))
  await store.append([numbered('a', most)], reports)
  const { expected, reported } = await store.delivery()
  expect(expected / most).toBeCloseTo(3001)
  expect(reported / most).toBeCloseTo(3000)
  expect(await store.gaps('a')).toEqual({ ranges: [[1, most - 1]], from: 1 })
  expect(await store.gaps('s1')).toEqual({ ranges: [[1, most]], from: 1 })
  await store.close()
})

it('keeps twenty names of what a sender has reported, however many it makes up', async () => {
  const store = openSqlite(':memory:')
  for (let at = 0; at < 30; at += 1)
    await store.append([], [{ sender: 'a', ledger: { recorded: at, ['x'.repeat(at + 1)]: 1 }, received: at }])
  const [row] = await store.senders(1)
  expect(Object.keys(row!.ledger)).toHaveLength(20)
  expect(row!.ledger.recorded).toBe(29)
  await store.close()
})

it('has no gaps for a sender nobody knows', async () => {
  const store = openSqlite(':memory:')
  expect(await store.gaps('nobody')).toEqual({ ranges: [], from: 1 })
  await store.close()
})
