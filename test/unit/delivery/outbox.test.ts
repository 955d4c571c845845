// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { isLeft, readChunkKey, writeAdopted } from '../../../src/delivery/chunk.ts'
import {
  confirming,
  leave,
  miss,
  release,
  sending,
  unconfirmed,
  waiting,
} from '../../../src/delivery/line-state.ts'
import { createOutbox } from '../../../src/delivery/outbox.ts'
import { lineStore } from '../../support/line-store.ts'
import { pipelineOptions } from '../../support/start-pipeline.ts'

const open = (store = lineStore()) => {
  const set = vi.spyOn(store, 'set')
  const report = vi.fn()
  const options = pipelineOptions({ store, report })
  const outbox = createOutbox(options)
  /** Puts lines, and ends the task. */
  const put = async (...lines: readonly string[]): Promise<void> => {
    for (const line of lines) outbox.put(line)
    await Promise.resolve()
  }
  const wait = () => outbox.inState(waiting)
  return { store, set, report, put, wait, outbox, collector: options.collector }
}

/** As when another page takes over whatever is kept. */
const adoptAll = ({ held }: ReturnType<typeof lineStore>): void => {
  for (const key of held.keys()) held.set(key, writeAdopted(Date.now()))
}

describe('an outbox', () => {
  it('has what was put wait, oldest first', async () => {
    const { put, wait } = open()
    await put('a', 'b', 'c')
    expect(wait()).toEqual(['a', 'b', 'c'])
  })

  it('hands out each line once', async () => {
    const { put, wait, outbox } = open()
    await put('a', 'b', 'c')
    expect([outbox.take(['a', 'b']), wait()]).toEqual([true, ['c']])
    expect([outbox.take(['b', 'c']), wait()]).toEqual([false, ['c']])
  })

  it('has what is released wait again, in its place', async () => {
    const { put, wait, outbox } = open()
    await put('a', 'b')
    outbox.take(['a', 'b'])
    await put('c')
    outbox.remove(['a'])
    outbox.change(release, ['b'])
    expect(wait()).toEqual(['b', 'c'])
  })

  it('knows the state of each line, until it is delivered', async () => {
    const { put, outbox } = open()
    const states: unknown[] = []
    const note = () => states.push(outbox.stateOf('a'))
    note()
    await put('a')
    note()
    outbox.take(['a'])
    note()
    outbox.change(leave, ['a'])
    note()
    outbox.change(release, ['a'])
    note()
    outbox.change(miss, ['a'])
    note()
    outbox.remove(['a'])
    note()
    expect(states).toEqual([undefined, waiting, sending, confirming, unconfirmed, waiting, undefined])
  })
})

describe('what an outbox stores', () => {
  it('is what is put in a task, by one write when that is over, until it is delivered', async () => {
    const { store, set, put, outbox } = open()
    outbox.put('a')
    outbox.put('b')
    expect(store.lines()).toEqual([])
    await put('c')
    expect([store.lines(), set.mock.calls.length]).toEqual([['a', 'b', 'c'], 1])
    outbox.take(['a', 'b', 'c'])
    expect(store.lines()).toEqual(['a', 'b', 'c'])
    outbox.remove(['a', 'c'])
    expect(store.lines()).toEqual(['b'])
    outbox.remove(['b'])
    expect([...store.held]).toEqual([])
  })

  it('is one key while lines come, a write for each task', async () => {
    // However long the tasks take here: a chunk gets lines for three seconds.
    vi.useFakeTimers({ now: 9_000_000 })
    const { store, set, put } = open()
    for (const line of ['a', 'b', 'c']) await put(line)
    vi.useRealTimers()
    expect([store.lines(), store.held.size, set.mock.calls.length]).toEqual([['a', 'b', 'c'], 1, 3])
  })

  it('is another key for what comes while lines are on their way', async () => {
    const { store, put, outbox } = open()
    await put('a')
    outbox.take(['a'])
    await put('b')
    expect(store.held.size).toBe(2)
    outbox.remove(['a'])
    expect([store.lines(), store.held.size]).toEqual([['b'], 1])
  })

  it('says what lines share once', async () => {
    const { store, put } = open()
    const shared = `?rr=${'x'.repeat(700)}`
    await put(...Array.from({ length: 100 }, (_, line) => `${shared}\nn=${line}`))
    expect(store.lines()).toHaveLength(100)
    expect([...store.held.values()].join('').length).toBeLessThan(2_000)
  })

  it('says in the key when the oldest line was tracked, by whomever, and where it goes', async () => {
    vi.useFakeTimers({ now: 9_000_000 })
    const { store, put, outbox, collector } = open()
    await put('a')
    outbox.put('b', 3_000)
    await put()
    vi.useRealTimers()
    expect([...store.held.keys()].map(readChunkKey)).toEqual([
      { touched: 9_000_000, born: 9_000_000, collector },
      { touched: 9_000_000, born: 3_000, collector },
    ])
  })

  it('does not change any more once others may take it', async () => {
    vi.useFakeTimers({ now: 9_000_000 })
    const { store, put } = open()
    await put('a')
    vi.setSystemTime(9_004_000)
    await put('b')
    vi.useRealTimers()
    expect(store.held.size).toBe(2)
  })

  it('never shares a key with another outbox', async () => {
    const store = lineStore()
    for (const name of ['one', 'other']) await open(store).put(`${name} a`, `${name} b`)
    expect(store.lines()).toEqual(['one a', 'one b', 'other a', 'other b'])
  })

  it('is left to whoever comes next when the page is left, who may take it at once', async () => {
    const { store, set, put, outbox } = open()
    await put('a', 'b', 'c')
    outbox.take(['a', 'b'])
    outbox.change(leave, ['a'])
    outbox.change(release, ['a'])
    set.mockClear()
    outbox.leave()
    expect([...store.held.values()].map(isLeft)).toEqual([true])
    expect(set).toHaveBeenCalledTimes(1)
    expect(['a', 'b', 'c'].map(outbox.stateOf)).toEqual([unconfirmed, confirming, waiting])
    // Once more is no news.
    outbox.leave()
    expect(set).toHaveBeenCalledTimes(1)
  })

  it('is no loss to lines in memory when the page clears it', async () => {
    const { store, put, wait, outbox } = open()
    await put('a')
    store.held.clear()
    expect(outbox.take(['a'])).toBe(true)
    outbox.change(release, ['a'])
    outbox.leave()
    expect([wait(), store.lines()]).toEqual([['a'], ['a']])
  })

  it('is no longer sent by an outbox that finds it taken by another page', async () => {
    const { store, put, wait, outbox } = open()
    await put('a', 'b')
    adoptAll(store)
    outbox.change(release, [])
    await put('c')
    expect([outbox.take(['a', 'b', 'c']), wait()]).toEqual([false, ['c']])
    expect(['a', 'b'].map(outbox.stateOf)).toEqual([undefined, undefined])
    expect(outbox.take(['c'])).toBe(true)
  })

  it('keeps what was put since it was stored, when the clock had another page take it at once', async () => {
    const { store, put, wait } = open()
    await put('a')
    adoptAll(store)
    await put('b')
    expect([wait(), store.lines()]).toEqual([['b'], ['b']])
  })

  it('is not sent either when it was left, and is gone', async () => {
    const { store, put, outbox } = open()
    await put('a')
    outbox.leave()
    store.held.clear()
    expect([outbox.take(['a']), outbox.stateOf('a')]).toEqual([false, undefined])
  })

  it('is not written over what another page says', async () => {
    const { store, put, outbox } = open()
    await put('a', 'b')
    outbox.take(['a', 'b'])
    adoptAll(store)
    outbox.remove(['a'])
    expect([outbox.stateOf('b'), [...store.held]]).toEqual([undefined, []])
  })
})

describe('where nothing can be stored, an outbox', () => {
  it.each([
    ['blocked', { isBlocked: true }],
    ['full', { quota: 0 }],
  ])('waits in memory: %s', async (_, state) => {
    const { store, put, wait, outbox } = open()
    Object.assign(store, state)
    await put('a', 'b')
    expect([wait(), store.lines()]).toEqual([['a', 'b'], []])
    expect(outbox.take(['a'])).toBe(true)
    outbox.remove(['a'])
    expect(wait()).toEqual(['b'])
  })

  it('gives back what it has stored, as the page will need the room', async () => {
    const { store, put, wait, outbox } = open()
    store.set('of the page', 'x')
    await put('a', 'b', 'c')
    outbox.take(['a'])
    store.quota = 0
    await put('d')
    expect([...store.held]).toEqual([['of the page', 'x']])
    outbox.change(release, ['a'])
    expect(wait()).toEqual(['a', 'b', 'c', 'd'])
  })

  it('stores again once there is room', async () => {
    const { store, put } = open(lineStore(0))
    await put('a')
    store.quota = Infinity
    await put('b')
    expect(store.lines()).toEqual(['a', 'b'])
  })

  it('stores what was left before once there is room when the page is left again', async () => {
    const { store, put, outbox } = open(lineStore(0))
    await put('a')
    outbox.leave()
    store.quota = Infinity
    outbox.leave()
    expect(store.lines()).toEqual(['a'])
  })
})

describe('the room of an outbox', () => {
  const line = (name: string, length: number): string => name.padEnd(length, '.')

  it.each([
    ['storage', Infinity],
    ['memory', 0],
  ])(
    'is a million characters in %s: the oldest is dropped for the newest, and reported',
    async (_, quota) => {
      const { store, put, wait, report } = open(lineStore(quota))
      for (const name of ['a', 'b', 'c']) await put(line(name, 250_000))
      expect(report).not.toHaveBeenCalled()
      await put(line('d', 250_000), line('e', 250_000))
      expect(report.mock.calls.length).toBeGreaterThanOrEqual(1)
      const names = wait().map((text) => text[0])
      expect('abcde'.endsWith(names.join(''))).toBe(true)
      expect(names.length).toBeGreaterThanOrEqual(3)
      expect(store.lines().map((text) => text[0])).toEqual(quota ? names : [])
    },
  )

  it('is for one line at least, however long', async () => {
    const { put, wait, report } = open()
    await put('a')
    await put(line('b', 2_000_000))
    expect([wait().length, report.mock.calls]).toEqual([1, [[{ reason: 'outbox-full' }]]])
  })

  it('counts once what lines share', async () => {
    const { put, wait, report } = open()
    const shared = `?rr=${'x'.repeat(6_000)}`
    await put(...Array.from({ length: 2_000 }, (_, n) => `${shared}\nd=1795000000&c=embed&a=view&n=${n}`))
    expect([wait().length, report.mock.calls.length]).toEqual([2_000, 0])
  })

  it('does not drop what is on its way', async () => {
    const { put, wait, outbox, report } = open()
    await put(line('a', 500_000), line('b', 490_000))
    outbox.take([wait()[0]!])
    await put(line('c', 20_000))
    expect(wait().map((text) => text[0])).toEqual(['c'])
    expect(report).toHaveBeenCalledTimes(1)
  })

  it('is free again after lines are delivered or taken by another page', async () => {
    const { store, put, outbox, report } = open()
    for (const end of [
      (text: string) => outbox.remove([text]),
      (text: string) => {
        adoptAll(store)
        outbox.take([text])
      },
    ]) {
      const text = line('a', 900_000)
      await put(text)
      end(text)
    }
    await put(line('b', 900_000))
    expect(report).not.toHaveBeenCalled()
  })

  it('is never exceeded by what waits, and what waits is the newest, whatever is put', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 10, max: 400_000 }), { maxLength: 5 }), { maxLength: 6 }),
        async (tasks) => {
          const { store, put, wait, report } = open()
          const all: string[] = []
          for (const [task, lengths] of tasks.entries()) {
            const lines = lengths.map((length, index) => line(`${task}.${index} `, length))
            all.push(...lines)
            await put(...lines)
          }
          const left = wait()
          expect(left).toEqual(all.slice(all.length - left.length))
          expect(store.lines()).toEqual(left)
          // Beside the newline that ends each.
          expect(left.join('').length).toBeLessThanOrEqual(1_000_000)
          expect(report).toHaveBeenCalledTimes(all.length - left.length)
        },
      ),
      { numRuns: 50 },
    )
  })
})

it('an outbox that forgets lets go of everything, and says how much', async () => {
  const { store, put, outbox } = open()
  await put('a', 'b')
  outbox.take(['a'])
  await put('c')
  expect([outbox.forget(), [...store.held], outbox.inState(waiting)]).toEqual([3, [], []])
})
