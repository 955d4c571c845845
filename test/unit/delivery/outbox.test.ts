// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { readLineKey, writeAdopted } from '../../../src/delivery/line-key.ts'
import { createOutbox } from '../../../src/delivery/outbox.ts'
import { lineStore } from '../../support/line-store.ts'

const collector = 'https://collect.example/'

const open = (store = lineStore(), id = 'tab') => {
  const report = vi.fn()
  return { store, report, outbox: createOutbox(store, collector, id, report) }
}

/** As when another page takes over whatever is kept. */
const adoptAll = ({ held }: ReturnType<typeof lineStore>): void => {
  for (const key of held.keys()) held.set(key, writeAdopted(Date.now()))
}

describe('an outbox', () => {
  it('has what was put wait, oldest first', () => {
    const { outbox } = open()
    for (const line of ['a', 'b', 'c']) outbox.put(line)
    expect([outbox.peek(), outbox.peek(2)]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b'],
    ])
  })

  it('hands out each line once', () => {
    const { outbox } = open()
    for (const line of ['a', 'b', 'c']) outbox.put(line)
    expect([outbox.take(['a', 'b']), outbox.peek()]).toEqual([true, ['c']])
    expect([outbox.take(['b', 'c']), outbox.peek()]).toEqual([false, ['c']])
  })

  it('has what is released wait again, before all others', () => {
    const { outbox } = open()
    for (const line of ['a', 'b']) outbox.put(line)
    outbox.take(['a', 'b'])
    outbox.put('c')
    outbox.remove(['a'])
    outbox.release(['b'])
    expect(outbox.peek()).toEqual(['b', 'c'])
  })

  it('knows what it has, waiting or not, until it is delivered', () => {
    const { outbox } = open()
    outbox.put('a')
    expect(outbox.has('a')).toBe(true)
    outbox.take(['a'])
    expect(outbox.has('a')).toBe(true)
    outbox.remove(['a'])
    expect(outbox.has('a')).toBe(false)
  })
})

describe('what an outbox stores', () => {
  it('is each line under a key of its own, from the moment it is put until it is delivered', () => {
    const { store, outbox } = open()
    outbox.put('a')
    outbox.put('b')
    expect(store.lines()).toEqual(['a', 'b'])
    outbox.take(['a', 'b'])
    expect(store.lines()).toEqual(['a', 'b'])
    outbox.remove(['a'])
    expect(store.lines()).toEqual(['b'])
    outbox.release(['b'])
    expect(store.lines()).toEqual(['b'])
  })

  it('says in the key when the line was first put, by whomever, and where it goes', () => {
    vi.useFakeTimers({ now: 5_000 })
    const { store, outbox } = open()
    outbox.put('a')
    outbox.put('b', 3_000)
    vi.useRealTimers()
    expect([...store.held.keys()].map(readLineKey)).toEqual([
      { touched: 5_000, born: 5_000, collector },
      { touched: 5_000, born: 3_000, collector },
    ])
  })

  it('never shares a key with another outbox', () => {
    const store = lineStore()
    for (const id of ['one', 'other']) {
      const { outbox } = open(store, id)
      for (const line of ['a', 'b']) outbox.put(`${id} ${line}`)
    }
    expect(store.lines()).toEqual(['one a', 'one b', 'other a', 'other b'])
  })

  it('is left to whoever comes next, who may take it at once', () => {
    const { store, outbox } = open()
    outbox.put('a', 3_000)
    outbox.take(['a'])
    outbox.leave(['a'])
    expect([...store.held].map(([key, line]) => [readLineKey(key), line])).toEqual([
      [{ touched: 0, born: 3_000, collector }, 'a'],
    ])
    expect(outbox.peek()).toEqual([])
  })

  it('is no loss to lines in memory when the page clears it', () => {
    const { store, outbox } = open()
    outbox.put('a')
    store.held.clear()
    expect(outbox.take(['a'])).toBe(true)
    outbox.release(['a'])
    expect(outbox.peek()).toEqual(['a'])
  })

  it('is no longer sent by an outbox that finds it taken by another page', () => {
    const { store, outbox } = open()
    for (const line of ['a', 'b']) outbox.put(line)
    adoptAll(store)
    outbox.put('c')
    expect([outbox.take(['a', 'b', 'c']), outbox.peek()]).toEqual([false, ['c']])
    expect([outbox.has('a'), outbox.has('b')]).toEqual([false, false])
    expect(outbox.take(['c'])).toBe(true)
  })

  it('is gone when it is delivered, even if it was taken by another page meanwhile', () => {
    const { store, outbox } = open()
    outbox.put('a')
    outbox.take(['a'])
    adoptAll(store)
    outbox.remove(['a'])
    expect([...store.held]).toEqual([])
  })
})

describe('where nothing can be stored, an outbox', () => {
  it.each([
    ['blocked', { isBlocked: true }],
    ['full', { quota: 0 }],
  ])('waits in memory: %s', (_, state) => {
    const { store, outbox } = open()
    Object.assign(store, state)
    for (const line of ['a', 'b']) outbox.put(line)
    expect([outbox.peek(), store.lines()]).toEqual([['a', 'b'], []])
    expect(outbox.take(['a'])).toBe(true)
    outbox.remove(['a'])
    expect(outbox.peek()).toEqual(['b'])
  })

  it('gives back what it has stored, as the page will need the room', () => {
    const { store, outbox } = open()
    store.set('of the page', 'x')
    for (const line of ['a', 'b', 'c']) outbox.put(line)
    outbox.take(['a'])
    store.quota = 0
    outbox.put('d')
    expect([...store.held]).toEqual([['of the page', 'x']])
    outbox.release(['a'])
    expect(outbox.peek()).toEqual(['a', 'b', 'c', 'd'])
  })

  it('stores again once there is room', () => {
    const { store, outbox } = open(lineStore(0))
    outbox.put('a')
    store.quota = Infinity
    outbox.put('b')
    expect(store.lines()).toEqual(['b'])
  })

  it('keeps what it leaves, and has it wait again when it is reclaimed', () => {
    const { outbox } = open(lineStore(0))
    for (const line of ['a', 'b']) outbox.put(line)
    outbox.take(['a'])
    outbox.leave(['a'])
    expect([outbox.peek(), outbox.has('a')]).toEqual([['b'], true])
    outbox.reclaim()
    expect(outbox.peek()).toEqual(['a', 'b'])
    outbox.take(['a', 'b'])
    outbox.remove(['a', 'b'])
    outbox.reclaim()
    expect(outbox.peek()).toEqual([])
  })
})

describe('the room of an outbox', () => {
  const line = (name: string, length: number): string => name.padEnd(length, '.')

  it.each([
    ['storage', Infinity],
    ['memory', 0],
  ])('is a million characters in %s: the oldest is dropped for the newest, and reported', (_, quota) => {
    const { store, outbox, report } = open(lineStore(quota))
    for (const name of ['a', 'b', 'c', 'd']) outbox.put(line(name, 250_000))
    expect(report).not.toHaveBeenCalled()
    outbox.put('e')
    expect(report.mock.calls).toEqual([[{ reason: 'outbox-full' }]])
    const names = ['b', 'c', 'd', 'e']
    expect(outbox.peek().map((text) => text[0])).toEqual(names)
    expect(store.lines().map((text) => text[0])).toEqual(quota ? names : [])
  })

  it('is for one line at least, however long', () => {
    const { outbox, report } = open()
    outbox.put('a')
    outbox.put(line('b', 2_000_000))
    expect([outbox.peek().length, report.mock.calls]).toEqual([1, [[{ reason: 'outbox-full' }]]])
  })

  it('is free again after lines are delivered, left or taken by another page', () => {
    const { store, outbox, report } = open()
    for (const end of [
      (text: string) => outbox.remove([text]),
      (text: string) => outbox.leave([text]),
      (text: string) => {
        adoptAll(store)
        outbox.take([text])
      },
    ]) {
      const text = line('a', 900_000)
      outbox.put(text)
      if (outbox.take([text])) end(text)
    }
    outbox.put(line('b', 900_000))
    expect(report).not.toHaveBeenCalled()
  })

  it('does not drop what is on its way', () => {
    const { outbox, report } = open()
    outbox.put(line('a', 500_000))
    outbox.put(line('b', 500_000))
    outbox.take([outbox.peek()[0]!])
    outbox.put('c')
    expect(outbox.peek()).toEqual(['c'])
    expect(report).toHaveBeenCalledTimes(1)
  })

  it('is never exceeded by what waits, and what waits is the newest, whatever is put', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 10, max: 400_000 }), { maxLength: 20 }), (lengths) => {
        const { outbox, report } = open()
        const lines = lengths.map((length, index) => line(`${index} `, length))
        for (const text of lines) outbox.put(text)
        const waiting = outbox.peek()
        expect(waiting).toEqual(lines.slice(lines.length - waiting.length))
        expect(waiting.join('').length).toBeLessThanOrEqual(1_000_000)
        expect(report).toHaveBeenCalledTimes(lines.length - waiting.length)
      }),
    )
  })
})
