import { expect, it } from 'vitest'
import { adviceOf } from '../../../src/debug/advice-of.ts'
import type { Issue } from '../../../src/types.ts'

const reasons: Readonly<Record<Issue['reason'], true>> = {
  invalid: true,
  'outbox-full': true,
  expired: true,
  refused: true,
  rejected: true,
  'too-large': true,
  denied: true,
  unsupported: true,
  'not-loaded': true,
  stopped: true,
  unreachable: true,
  worker: true,
  unexpected: true,
}

it.each(Object.keys(reasons) as Issue['reason'][])('says %s in whole sentences', (reason) => {
  const advice = adviceOf({ reason, field: 'labels', value: 42 })
  expect(advice).toMatch(/^\S.*[.?]$/)
  expect(advice).not.toMatch(/\$|undefined|\[object/)
})

it.each<[Issue, string]>([
  [
    { reason: 'invalid', field: 'data-consent', value: 'Pending', events: 0 },
    'data-consent cannot be used: there is no such thing, or it cannot be Pending.',
  ],
  [{ reason: 'invalid', field: 'duration', value: -1 }, 'duration cannot be -1. The event is dropped'],
  [{ reason: 'invalid', field: 'category', value: '' }, 'category cannot be empty.'],
  [
    { reason: 'rejected', value: { line: 3, parameter: 'l1', error: 'too long' } },
    'The collector took the request but for one event: l1: too long.',
  ],
  [
    { reason: 'unreachable', value: '404 $& https://a.example/' },
    'No collector answers: 404 $& https://a.example/.',
  ],
  [
    { reason: 'unexpected', value: new TypeError('x'.repeat(500)) },
    `Something threw that should not: TypeError: ${'x'.repeat(109)}….`,
  ],
])('says of %o what it is', (issue, sentence) => {
  expect(adviceOf(issue).startsWith(sentence)).toBe(true)
})

it('says nothing of a reason that is newer', () => {
  expect(adviceOf({ reason: 'newer' as never })).toBe('')
})
