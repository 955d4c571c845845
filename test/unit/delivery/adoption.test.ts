// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { adopt } from '../../../src/delivery/adoption.ts'
import { release, leave as sent, unconfirmed, waiting } from '../../../src/delivery/line-state.ts'
import { createOutbox } from '../../../src/delivery/outbox.ts'
import { lineStore } from '../../support/line-store.ts'
import { pipelineOptions } from '../../support/start-pipeline.ts'

const collector = 'https://collect.example/'
const week = 7 * 86_400_000
const start = 1_795_000_000_000

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => vi.useRealTimers())

/** A page over a store that others may share. Its outbox is written after each step, as at the end of a task. */
const open = (store = lineStore(), destination = collector) => {
  const { issues, ...options } = pipelineOptions({ store, collector: destination })
  const outbox = createOutbox({ ...options, report: (issue) => void (issues as unknown[]).push(issue) })
  const added: string[] = []
  const look = async (
    exclusively = (work: () => Promise<void>): Promise<unknown> => work(),
  ): Promise<boolean> => {
    const isLooking = await adopt(
      { ...options, exclusively, report: (issue) => void (issues as unknown[]).push(issue) },
      outbox,
      (line) => added.push(line),
    )
    await Promise.resolve()
    return isLooking
  }
  const put = async (...lines: readonly string[]): Promise<void> => {
    for (const line of lines) outbox.put(line)
    await Promise.resolve()
  }
  /** Goes, with all its lines taken by beacons. */
  const leave = (): void => {
    const lines = outbox.inState(waiting)
    outbox.take(lines)
    outbox.change(sent, lines)
    outbox.change(release, lines)
    outbox.leave()
  }
  const all = () => [...outbox.inState(waiting), ...outbox.inState(unconfirmed)]
  return { store, issues, added, counts: options.counts, look, put, leave, all, outbox }
}

/** One at a time, as a Web Lock that is asked for `ifAvailable`. */
const oneAtATime = () => {
  let isTaken = false
  return async (work: () => Promise<void>): Promise<void> => {
    if (isTaken) return
    isTaken = true
    await work()
    isTaken = false
  }
}

const later = (ms: number): unknown => vi.advanceTimersByTime(ms)

describe('adoption', () => {
  it('takes at once what a page has left, oldest first, and keeps it stored', async () => {
    const gone = open()
    await gone.put('a', 'b')
    gone.leave()
    const page = open(gone.store)
    expect(await page.look()).toBe(false)
    expect(page.all()).toEqual(['a', 'b'])
    expect(gone.store.lines()).toEqual(['a', 'b'])
    page.outbox.take(['a', 'b'])
    page.outbox.remove(['a', 'b'])
    expect(gone.store.lines()).toEqual([])
  })

  it('knows what has left its page once, and hears of each line', async () => {
    const gone = open()
    await gone.put('a')
    gone.leave()
    await gone.put('b')
    gone.outbox.leave()
    const page = open(gone.store)
    await page.look()
    expect([page.outbox.inState(unconfirmed), page.outbox.inState(waiting)]).toEqual([['a'], ['b']])
    expect([page.added, page.counts]).toEqual([['a', 'b'], { adopted: 2 }])
  })

  it('looks again at what two pages have left, until it is cleared in both places', async () => {
    const { store, ...gone } = open()
    await gone.put('a', 'b')
    gone.leave()
    const other = open(store)
    await other.put('b', 'c')
    other.leave()
    const page = open(store)
    expect([await page.look(), page.added]).toEqual([true, ['a', 'b']])
    page.outbox.remove(['a', 'b'])
    expect([await page.look(), page.added]).toEqual([false, ['a', 'b', 'b', 'c']])
    page.outbox.remove(['b', 'c'])
    expect([...store.held]).toEqual([])
  })

  it('has its five seconds with what was left, too', async () => {
    const gone = open()
    await gone.put('a')
    gone.leave()
    await open(gone.store).look()
    const third = open(gone.store)
    expect([await third.look(), third.all()]).toEqual([true, []])
  })

  it('keeps under one key what it takes from many pages', async () => {
    const store = lineStore()
    for (const line of ['a', 'b', 'c']) {
      const page = open(store)
      await page.put(line)
      page.leave()
    }
    const page = open(store)
    await page.look()
    expect([store.lines(), store.held.size]).toEqual([['a', 'b', 'c'], 1])
  })

  it('takes what earlier versions have left, each line under a key of its own', async () => {
    const store = lineStore()
    store.set(`_tog.rv-outbox 0 ${start} k1 ${collector}`, '?u=1&k=k1\nd=1&n=1')
    store.set(`_tog.rv-outbox ${start - 9_000} ${start - 9_000} k2 ${collector}`, '?u=1&k=k2\nd=1&n=1')
    store.set(`_tog.rv-outbox ${start} ${start} k3 ${collector}`, '?u=1&k=k3\nd=1&n=1')
    const page = open(store)
    expect([await page.look(), page.all()]).toEqual([true, ['?u=1&k=k1\nd=1&n=1', '?u=1&k=k2\nd=1&n=1']])
  })

  it('asks for the lock only where something of others is for the same collector', async () => {
    const page = open()
    await page.put('a')
    const stranger = open(page.store, 'https://other.example/')
    await stranger.put('b')
    const exclusively = vi.fn((work: () => Promise<void>) => work())
    expect([await page.look(exclusively), exclusively.mock.calls.length]).toEqual([false, 0])
    const other = open(page.store)
    await other.put('c')
    expect([await page.look(exclusively), exclusively.mock.calls.length]).toEqual([true, 1])
  })

  it('leaves alone for five seconds what may be on its way, and says that there is such', async () => {
    const other = open()
    await other.put('a')
    const page = open(other.store)
    expect([await page.look(), page.all()]).toEqual([true, []])
    later(5_000)
    expect([await page.look(), page.all()]).toEqual([true, []])
    later(1)
    expect([await page.look(), page.all()]).toEqual([false, ['a']])
  })

  it('gives a line to exactly one of two pages, and the owner that comes back does not send it', async () => {
    const owner = open()
    await owner.put('a', 'b')
    later(6_000)
    const [one, other] = [open(owner.store), open(owner.store)]
    const exclusively = oneAtATime()
    await Promise.all([one.look(exclusively), other.look(exclusively)])
    await other.look(exclusively)
    expect([...one.all(), ...other.all()]).toEqual(['a', 'b'])
    expect([owner.outbox.take(['a']), owner.outbox.take(['b']), owner.all()]).toEqual([false, false, []])
  })

  it.each([
    ['young', 6_000],
    ['two hours old', 7_200_000],
  ])('tells the owner so even after a third page has looked: a line that is %s', async (_, age) => {
    const owner = open()
    await owner.put('a')
    later(age)
    await open(owner.store).look()
    await open(owner.store).look()
    expect([owner.outbox.take(['a']), owner.all()]).toEqual([false, []])
  })

  it('does not take what its owner has delivered meanwhile', async () => {
    const owner = open()
    await owner.put('a')
    later(6_000)
    const page = open(owner.store)
    const look = page.look()
    // Between the list it is given and the first line of that.
    owner.outbox.take(['a'])
    owner.outbox.remove(['a'])
    await look
    expect([page.all(), owner.store.lines()]).toEqual([[], []])
  })

  it('waits again after it has changed hands: the new page has its five seconds too', async () => {
    const owner = open()
    await owner.put('a')
    later(6_000)
    await open(owner.store).look()
    const third = open(owner.store)
    expect([await third.look(), third.all()]).toEqual([true, []])
  })

  it('does not take from a page what is its own', async () => {
    const page = open()
    await page.put('a')
    later(6_000)
    expect([await page.look(), page.all(), page.store.held.size]).toEqual([false, ['a'], 1])
  })

  it('leaves what goes to another collector alone, however old', async () => {
    const other = open(lineStore(), 'https://other.example/')
    await other.put('a')
    later(2 * week)
    const page = open(other.store)
    expect([await page.look(), page.all(), page.issues]).toEqual([false, [], []])
    expect(other.store.lines()).toEqual(['a'])
    expect(other.outbox.take(['a'])).toBe(true)
  })

  it('leaves what is not of its kind alone', async () => {
    const store = lineStore()
    store.set('_tog.rv-userID', 'u1')
    store.set('cart', 'x')
    later(2 * week)
    await open(store).look()
    expect([...store.held.keys()]).toEqual(['_tog.rv-userID', 'cart'])
  })

  it('drops what has waited for more than a week, and says how many they were', async () => {
    const gone = open()
    await gone.put('a', 'b')
    later(week)
    await gone.put('c')
    later(6_000)
    const page = open(gone.store)
    expect(await page.look()).toBe(false)
    expect([page.all(), page.issues]).toEqual([['c'], [{ reason: 'expired', events: 2 }]])
    expect(gone.store.lines()).toEqual(['c'])
  })

  it('counts the week from when a line was first put, whoever had it since', async () => {
    const gone = open()
    await gone.put('a')
    later(week - 10_000)
    await open(gone.store).look()
    later(10_001)
    const page = open(gone.store)
    await page.look()
    expect([page.all(), page.issues]).toEqual([[], [{ reason: 'expired', events: 1 }]])
  })

  it('forgets after a week what was taken from pages that never came back, in silence', async () => {
    const gone = open()
    await gone.put('a')
    later(6_000)
    const page = open(gone.store)
    await page.look()
    page.outbox.take(['a'])
    page.outbox.remove(['a'])
    later(week)
    await page.look()
    expect([[...gone.store.held], page.issues]).toEqual([[], []])
  })

  it.each([
    ['an hour', 3_600_000, ['a'], []],
    ['two weeks', 2 * week, [], [{ reason: 'expired', events: 1 }]],
  ])(
    'does not wait for the time to come again when clocks are set back by %s',
    async (_, back, taken, issues) => {
      const gone = open()
      await gone.put('a')
      vi.setSystemTime(start - back)
      const page = open(gone.store)
      await page.look()
      expect([page.all(), page.issues]).toEqual([taken, issues])
    },
  )

  it('takes nothing, and does not look again, while another page is at it', async () => {
    const gone = open()
    await gone.put('a')
    later(6_000)
    const page = open(gone.store)
    expect(await page.look(async () => undefined)).toBe(false)
    expect([page.all(), gone.store.lines()]).toEqual([[], ['a']])
  })

  it('loses nothing where the storage is full: what it takes is in memory', async () => {
    const gone = open()
    const lines = ['a', 'b'].map((line) => line.repeat(100))
    await gone.put(...lines)
    later(6_000)
    gone.store.quota = 0
    const page = open(gone.store)
    await page.look()
    expect([page.all(), gone.store.lines()]).toEqual([lines, []])
  })

  it('finds nothing where storage is blocked', async () => {
    const page = open()
    page.store.isBlocked = true
    expect([await page.look(), page.all()]).toEqual([false, []])
  })
})
