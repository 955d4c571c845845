import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createIds, sessionKey, sessionSeenKey, visitorKey } from '../../../src/identity/ids.ts'
import { keepSharedIds, readSharedIds } from '../../../src/identity/shared-ids.ts'
import { emptyStore, expiringStore, memoryStore } from '../../support/memory-store.ts'

const now = new Date('2026-11-21T12:00:00Z').getTime()
const told = { [visitorKey]: 'told-visitor', [sessionKey]: 'told-session' }

beforeEach(() => {
  vi.useFakeTimers({ now })
  return () => vi.useRealTimers()
})

describe('ids that are told', () => {
  it('are those of the page, by their keys', () => {
    const cookies = expiringStore()
    const local = memoryStore()
    const ids = readSharedIds(cookies, local, now)
    const { visitor, session } = createIds(cookies, local)(now)
    expect(ids).toStrictEqual({ [visitorKey]: visitor, [sessionKey]: session })
  })

  it.each([
    ['in cookies', () => [expiringStore(), emptyStore()] as const],
    ['in localStorage', () => [emptyStore(), memoryStore()] as const],
  ])('take the place of those there are %s', (_, stores) => {
    const [cookies, local] = stores()
    readSharedIds(cookies, local, now)
    keepSharedIds(told, cookies, local, now)
    expect(readSharedIds(cookies, local, now)).toStrictEqual(told)
  })

  it('go on with a visit, though the last one here is over', () => {
    const local = memoryStore({ [sessionKey]: 'old', [sessionSeenKey]: `${now - 3_600_000}` })
    keepSharedIds(told, emptyStore(), local, now)
    expect(createIds(emptyStore(), local)(now).session).toBe('told-session')
  })

  it.each([{}, { [visitorKey]: '', [sessionKey]: 7 }, 'words', 7])(
    'leave everything as it is where %j was told',
    (nonsense) => {
      const cookies = expiringStore()
      const local = memoryStore()
      const ids = readSharedIds(cookies, local, now)
      keepSharedIds(nonsense as never, cookies, local, now)
      expect(readSharedIds(cookies, local, now)).toStrictEqual(ids)
    },
  )
})
