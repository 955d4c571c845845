import { afterEach, expect, it, vi } from 'vitest'
import { adviceOf } from '../../../src/debug/advice-of.ts'
import { outcomeOf } from '../../../src/debug/outcome-of.ts'

afterEach(() => vi.unstubAllGlobals())

it.each([
  ['404 http://127.0.0.1:4000/track/activity', '404 /track/activity'],
  ['404 http://127.0.0.1:40000/track/activity', '404 http://127.0.0.1:40000/track/activity'],
])('says %s as %s', (received, said) => {
  vi.stubGlobal('location', { origin: 'http://127.0.0.1:4000' })
  expect(outcomeOf({ status: 0, received })).toBe(`no collector: ${said}`)
  expect(adviceOf({ reason: 'unreachable', value: received, events: 0 })).toContain(`answers: ${said}.`)
})
