// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createIds } from '../../../src/identity/ids.ts'
import { emptyStore, expiringStore, memoryStore } from '../../support/memory-store.ts'

const key = '_tog.rv-sessionID'
const minute = 60_000
const start = 1_795_000_000_000

beforeEach(() => vi.useFakeTimers({ now: start }))
afterEach(() => vi.useRealTimers())

/** A tab over some storage: each call is an activity in it, some minutes after the start. */
const openTab = (cookies = emptyStore(), local = emptyStore()) => {
  const ids = createIds(cookies, local)
  return (minutes: number): string => {
    vi.setSystemTime(start + minutes * minute)
    return ids(Date.now()).session
  }
}

const storages = [
  { where: 'cookies and localStorage', storage: () => [expiringStore(), memoryStore()] as const },
  { where: 'cookies only', storage: () => [expiringStore(), emptyStore()] as const },
  { where: 'localStorage only', storage: () => [emptyStore(), memoryStore()] as const },
]

describe.each([...storages, { where: 'memory', storage: () => [emptyStore(), emptyStore()] as const }])(
  'a session in $where',
  ({ storage }) => {
    it('lives on with activity', () => {
      const activeAt = openTab(...storage())
      const first = activeAt(0)
      expect([10, 39, 68, 97].map(activeAt)).toEqual([first, first, first, first])
    })

    it('ends after 30 minutes without', () => {
      const activeAt = openTab(...storage())
      const first = activeAt(0)
      expect(activeAt(29.9)).toBe(first)
      const second = activeAt(60)
      expect(second).not.toBe(first)
      expect(activeAt(61)).toBe(second)
    })

    it('lives on when the clock jumps backwards, and ends 30 minutes later by the new clock', () => {
      const activeAt = openTab(...storage())
      const first = activeAt(0)
      expect(activeAt(-600)).toBe(first)
      expect(activeAt(-580)).toBe(first)
      expect(activeAt(-549)).not.toBe(first)
    })
  },
)

describe.each(storages)('two tabs that share $where', ({ storage }) => {
  const openTwo = () => {
    const shared = storage()
    return [openTab(...shared), openTab(...shared)] as const
  }

  it('are in one session, which activity in either keeps alive in both', () => {
    const [one, other] = openTwo()
    const first = one(0)
    expect(other(20)).toBe(first)
    expect(one(45)).toBe(first)
    expect(other(70)).toBe(first)
  })

  it('end it at once, and begin the next together', () => {
    const [one, other] = openTwo()
    const first = one(0)
    other(5)
    const second = one(40)
    expect(second).not.toBe(first)
    expect(other(41)).toBe(second)
    expect(one(69)).toBe(second)
  })
})

describe('createIds', () => {
  it.each([
    ['cookies', { [key]: 'theirs' }, {}],
    ['localStorage', {}, { [key]: 'theirs' }],
  ])('keeps the id that the platform has set in %s, and puts it into both', (_, inCookies, inLocal) => {
    const [cookies, local] = [memoryStore(inCookies), memoryStore(inLocal)]
    expect(createIds(cookies, local)(start).session).toBe('theirs')
    expect([cookies.held.get(key), local.held.get(key)]).toEqual(['theirs', 'theirs'])
  })

  it.each([0, 1])('survives one of the stores being emptied (%i), and heals it', (emptied) => {
    const stores = [expiringStore(), memoryStore()] as const
    const activeAt = openTab(...stores)
    const first = activeAt(0)
    stores[emptied]!.held.clear()
    expect(activeAt(20)).toBe(first)
    stores[1 - emptied]!.held.clear()
    expect(activeAt(40)).toBe(first)
  })

  it('takes up an id that another tab set after the cookie had ended', () => {
    const stores = [expiringStore(), memoryStore()] as const
    const first = openTab(...stores)(0)
    const second = openTab(...stores)(31)
    expect(second).not.toBe(first)
    expect(openTab(...stores)(32)).toBe(second)
  })

  it('reads storage at most once a second', () => {
    const cookies = memoryStore()
    const ids = createIds(cookies, memoryStore())
    const get = vi.spyOn(cookies, 'get')
    for (let now = start; now <= start + 3_000; now += 10) ids(now)
    expect(get.mock.calls.length).toBeLessThanOrEqual(8)
    expect(get).toHaveBeenCalled()
  })

  it('keeps the cookie for half an hour', () => {
    const cookies = memoryStore()
    const set = vi.spyOn(cookies, 'set')
    const { session } = createIds(cookies, memoryStore())(start)
    expect(set.mock.calls).toContainEqual([key, session, 1 / 48])
  })

  it("keeps the platform's visitor for another 400 days", () => {
    const cookies = memoryStore({ '_tog.rv-userID': 'theirs' })
    const set = vi.spyOn(cookies, 'set')
    expect(createIds(cookies, memoryStore())(start).visitor).toBe('theirs')
    expect(set.mock.calls).toContainEqual(['_tog.rv-userID', 'theirs', 400])
  })

  it('brings back nothing that was deleted', () => {
    const [cookies, local] = [memoryStore(), memoryStore()]
    const ids = createIds(cookies, local)
    const { visitor, session } = ids(start)
    cookies.held.clear()
    local.held.clear()
    const after = ids(start + 2_000)
    expect(after.visitor).not.toBe(visitor)
    expect(after.session).not.toBe(session)
  })

  it('is the same from call to call where nothing can be stored', () => {
    const ids = createIds(emptyStore(), emptyStore())
    expect(ids(start)).toEqual(ids(start + 2_000))
  })
})
