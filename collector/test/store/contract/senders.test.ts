import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrivals, numbered } from '../../support/arrivals.ts'
import { naiveDelivery, naiveDropped, naiveHoles } from '../../support/naive-delivery.ts'
import { stores } from '../support/stores.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe.each(stores)('the senders in %s', (name, open) => {
  it('counts stored, repeated and missing as one would by hand, whatever came in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async (groups) => {
        const store = await open()
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
      }),
      { numRuns: name === 'clickhouse' ? 15 : 300 },
    )
  })

  it('tells each request what it changed, also of those that are written together', async () => {
    const store = await open()
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
  })

  it('does not count senders whose events could not be written', async () => {
    const store = await open()
    const broken = numbered('a', 2, { payload: { big: 1n } })
    await expect(store.append([numbered('a', 1), broken])).rejects.toThrow('BigInt')
    expect([await store.total(), await store.senders(10)]).toEqual([0, []])
  })

  it('takes the largest counts there are, and adds them up', async () => {
    const store = await open()
    const most = Number.MAX_SAFE_INTEGER
    const ledger = { recorded: most, expired: most, constructor: most }
    const reports = Array.from({ length: 3000 }, (_, at) => ({ sender: `s${at}`, ledger, received: 1000 }))
    await store.append([numbered('a', most)], reports)
    const { expected, reported } = await store.delivery()
    expect(expected / most).toBeCloseTo(3001)
    expect(reported / most).toBeCloseTo(3000)
    expect(await store.gaps('a')).toEqual({ ranges: [[1, most - 1]], from: 1 })
    expect(await store.gaps('s1')).toEqual({ ranges: [[1, most]], from: 1 })
  })

  it('keeps twenty names of what a sender has reported, however many it makes up', async () => {
    const store = await open()
    for (let at = 0; at < 30; at += 1)
      await store.append(
        [],
        [{ sender: 'a', ledger: { recorded: at, ['x'.repeat(at + 1)]: 1 }, received: at }],
      )
    const [row] = await store.senders(1)
    expect(Object.keys(row!.ledger)).toHaveLength(20)
    expect(row!.ledger.recorded).toBe(29)
  })

  it('has no gaps for a sender nobody knows', async () => {
    const store = await open()
    expect(await store.gaps('nobody')).toEqual({ ranges: [], from: 1 })
  })
})
