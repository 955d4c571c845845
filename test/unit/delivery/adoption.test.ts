// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { adopt } from '../../../src/delivery/adoption.ts'
import { createOutbox } from '../../../src/delivery/outbox.ts'
import { lineStore } from '../../support/line-store.ts'

const collector = 'https://collect.example/'
const week = 7 * 86_400_000
const start = 1_795_000_000_000

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => vi.useRealTimers())

let pages = 0

/** A page over a store that others may share. */
const open = (store = lineStore(), destination = collector) => {
  const issues: unknown[] = []
  const outbox = createOutbox(store, destination, `page${pages++}`, (issue) => issues.push(issue))
  const look = (exclusively = (work: () => Promise<void>): Promise<unknown> => work()) =>
    adopt(store, destination, exclusively, outbox.has, outbox.put, (issue) => issues.push(issue))
  return { store, issues, look, ...outbox }
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
    for (const line of ['a', 'b']) gone.put(line)
    gone.take(['a', 'b'])
    gone.leave(['a', 'b'])
    const page = open(gone.store)
    expect(await page.look()).toBe(false)
    expect(page.peek()).toEqual(['a', 'b'])
    expect(gone.store.lines()).toEqual(['a', 'b'])
    page.take(['a', 'b'])
    page.remove(['a', 'b'])
    expect(gone.store.lines()).toEqual([])
  })

  it('leaves alone for five seconds what may be on its way, and says that there is such', async () => {
    const other = open()
    other.put('a')
    const page = open(other.store)
    expect([await page.look(), page.peek()]).toEqual([true, []])
    later(5_000)
    expect([await page.look(), page.peek()]).toEqual([true, []])
    later(1)
    expect([await page.look(), page.peek()]).toEqual([false, ['a']])
  })

  it('gives a line to exactly one of two pages, and the owner that comes back does not send it', async () => {
    const owner = open()
    for (const line of ['a', 'b']) owner.put(line)
    later(6_000)
    const [one, other] = [open(owner.store), open(owner.store)]
    const exclusively = oneAtATime()
    await Promise.all([one.look(exclusively), other.look(exclusively)])
    await other.look(exclusively)
    expect([...one.peek(), ...other.peek()]).toEqual(['a', 'b'])
    expect([owner.take(['a']), owner.take(['b']), owner.peek()]).toEqual([false, false, []])
  })

  it.each([
    ['young', 6_000],
    ['two hours old', 7_200_000],
  ])('tells the owner so even after a third page has looked: a line that is %s', async (_, age) => {
    const owner = open()
    owner.put('a')
    later(age)
    await open(owner.store).look()
    await open(owner.store).look()
    expect([owner.take(['a']), owner.peek()]).toEqual([false, []])
  })

  it('does not take what its owner has delivered meanwhile', async () => {
    const owner = open()
    owner.put('a')
    later(6_000)
    const page = open(owner.store)
    const look = page.look()
    // Between the list it is given and the first line of that.
    owner.take(['a'])
    owner.remove(['a'])
    await look
    expect([page.peek(), owner.store.lines()]).toEqual([[], []])
  })

  it('waits again after it has changed hands: the new page has its five seconds too', async () => {
    const owner = open()
    owner.put('a')
    later(6_000)
    await open(owner.store).look()
    const third = open(owner.store)
    expect([await third.look(), third.peek()]).toEqual([true, []])
  })

  it('does not take from a page what is its own', async () => {
    const page = open()
    page.put('a')
    later(6_000)
    expect([await page.look(), page.peek(), page.store.held.size]).toEqual([false, ['a'], 1])
  })

  it('leaves what goes to another collector alone, however old', async () => {
    const other = open(lineStore(), 'https://other.example/')
    other.put('a')
    later(2 * week)
    const page = open(other.store)
    expect([await page.look(), page.peek(), page.issues]).toEqual([false, [], []])
    expect(other.store.lines()).toEqual(['a'])
    expect(other.take(['a'])).toBe(true)
  })

  it('leaves what is not of its kind alone', async () => {
    const store = lineStore()
    store.set('_tog.rv-userID', 'u1')
    store.set('cart', 'x')
    later(2 * week)
    await open(store).look()
    expect([...store.held.keys()]).toEqual(['_tog.rv-userID', 'cart'])
  })

  it('drops what has waited for more than a week, and says so of each', async () => {
    const gone = open()
    for (const line of ['a', 'b']) gone.put(line)
    later(week)
    gone.put('c')
    later(6_000)
    const page = open(gone.store)
    expect(await page.look()).toBe(false)
    expect([page.peek(), page.issues]).toEqual([['c'], [{ reason: 'expired' }, { reason: 'expired' }]])
    expect(gone.store.lines()).toEqual(['c'])
  })

  it('counts the week from when a line was first put, whoever had it since', async () => {
    const gone = open()
    gone.put('a')
    later(week - 10_000)
    await open(gone.store).look()
    later(10_001)
    const page = open(gone.store)
    await page.look()
    expect([page.peek(), page.issues]).toEqual([[], [{ reason: 'expired' }]])
  })

  it('forgets after a week what was taken from pages that never came back, in silence', async () => {
    const gone = open()
    gone.put('a')
    later(6_000)
    const page = open(gone.store)
    await page.look()
    page.take(['a'])
    page.remove(['a'])
    later(week)
    await page.look()
    expect([[...gone.store.held], page.issues]).toEqual([[], []])
  })

  it.each([
    ['an hour', 3_600_000, ['a'], []],
    ['two weeks', 2 * week, [], [{ reason: 'expired' }]],
  ])(
    'does not wait for the time to come again when clocks are set back by %s',
    async (_, back, taken, issues) => {
      const gone = open()
      gone.put('a')
      vi.setSystemTime(start - back)
      const page = open(gone.store)
      await page.look()
      expect([page.peek(), page.issues]).toEqual([taken, issues])
    },
  )

  it('takes nothing, and does not look again, while another page is at it', async () => {
    const gone = open()
    gone.put('a')
    later(6_000)
    const page = open(gone.store)
    expect(await page.look(async () => undefined)).toBe(false)
    expect([page.peek(), gone.store.lines()]).toEqual([[], ['a']])
  })

  it('loses nothing where the storage is full: what it takes is in memory', async () => {
    const gone = open()
    const lines = ['a', 'b'].map((line) => line.repeat(100))
    for (const line of lines) gone.put(line)
    later(6_000)
    gone.store.quota = 0
    const page = open(gone.store)
    await page.look()
    expect([page.peek(), gone.store.lines()]).toEqual([lines, []])
  })

  it('finds nothing where storage is blocked', async () => {
    const page = open()
    page.store.isBlocked = true
    expect([await page.look(), page.peek()]).toEqual([false, []])
  })
})
