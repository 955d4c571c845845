// @vitest-environment node
import { expect, it, vi } from 'vitest'
import { visitorId } from '../../../src/identity/visitor.ts'
import { memoryStore } from '../../support/memory-store.ts'

it('visitorId keeps the id of the platform for another 400 days', () => {
  const cookies = memoryStore({ '_tog.rv-userID': 'theirs' })
  const set = vi.spyOn(cookies, 'set')
  expect(visitorId(cookies, memoryStore())).toBe('theirs')
  expect(set.mock.calls).toEqual([['_tog.rv-userID', 'theirs', 400]])
})

it('visitorId is the same from call to call', () => {
  const [cookies, local] = [memoryStore(), memoryStore()]
  expect(visitorId(cookies, local)).toBe(visitorId(cookies, local))
})
