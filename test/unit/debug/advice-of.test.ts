import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { adviceOf } from '../../../src/debug/advice-of.ts'
import { attributes } from '../../../src/debug/known-names.ts'
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
    'data-consent: Pending is no such value, so consent is pending and nothing is sent. Write pending, granted or denied.',
  ],
  [
    { reason: 'invalid', field: 'data-anonymous', value: 'no', events: 0 },
    'data-anonymous: no is no such value, and events are anonymous all the same. Write no value.',
  ],
  [
    { reason: 'invalid', field: 'data-collecter', value: '/collect', events: 0 },
    'There is no data-collecter, and it is ignored. Did you mean data-collector?',
  ],
  [
    { reason: 'invalid', field: 'data-pageviews', value: 'off', events: 0 },
    'There is no data-pageviews, and it is ignored. Did you mean data-page-views?',
  ],
  [
    { reason: 'invalid', field: 'type', value: 'module', events: 0 },
    'type cannot be module, and is ignored. type is none for this script',
  ],
  [
    { reason: 'invalid', field: 'labels.shop', value: 's', events: 0 },
    'An event has two labels; two others are nearer, so shop = s was left out.',
  ],
  [
    { reason: 'invalid', field: 'onIsue', value: 1, events: 0 },
    'There is no onIsue, and it is ignored. Did you mean onIssue?',
  ],
  [
    { reason: 'invalid', field: 'value', value: 5, events: 0 },
    'There is no value, and it is ignored. Correct it.',
  ],
  [
    { reason: 'invalid', field: 'date', value: 1.5 },
    'date cannot be 1.5. date is a whole number, not negative: seconds since 1970, not milliseconds.',
  ],
  [
    { reason: 'invalid', field: 'partnerId', value: -1 },
    'partnerId cannot be -1. Correct it. The event is dropped',
  ],
  [
    { reason: 'invalid', field: 'duration', value: -1 },
    'duration cannot be -1. duration is a whole number, not negative: milliseconds. The event is dropped',
  ],
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

it('knows all attributes of the script tag', () => {
  const listed = readFileSync('docs/script-tag.md', 'utf8').matchAll(/^\| (`data-.*?) \|/gm)
  const names = [...listed].flatMap(([, cell = '']) => cell.match(/data-[a-z-]+/g) ?? [])
  expect([...new Set(names)].sort()).toEqual(Object.keys(attributes).sort())
})
