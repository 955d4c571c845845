import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { adviceOf } from '../../../src/debug/advice-of.ts'
import { attributes } from '../../../src/debug/known-names.ts'
import { markAdvice } from '../../../src/debug/marks.ts'
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
    { reason: 'invalid', field: 'data-organization', value: 'my-shop', events: 0 },
    'data-organization: my-shop is no such value, so nothing is recorded. Write a whole number, not negative.',
  ],
  [
    { reason: 'unreachable', value: '502 https://shop.example/news/ping', events: 0 },
    'The web server answers 502 https://shop.example/news/ping: the collector behind it is not there. Events wait. Start it',
  ],
  [
    { reason: 'unexpected', value: new DOMException("'.a[' is not a valid selector.", 'SyntaxError') },
    "A selector cannot be read, and what it is for is not tracked: SyntaxError: '.a[' is not a valid selector. Correct",
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
    'An event has two labels; two others come first, so shop = s was left out.',
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
    { reason: 'unreachable', value: 'https://a.example/collect' },
    'Nothing answers at https://a.example/collect, and events wait. A content blocker, the page’s policy',
  ],
  [
    { reason: 'unreachable', field: 'connect-src', value: 'https://a.example/collect' },
    'The page’s policy forbids this request: connect-src does not allow https://a.example/collect. Add its origin to connect-src',
  ],
  ...(
    [
      [
        'data-rv-actoin',
        'add',
        'There is no data-rv-actoin, and it is ignored. Did you mean data-rv-action?',
      ],
      [
        'data-rv-labels-photo',
        'p',
        'There is no data-rv-labels-photo, and it is ignored. Did you mean data-rv-label-photo?',
      ],
      [
        'data-rv-embed-id',
        'e',
        'There is no data-rv-embed-id, and it is ignored. A label is written data-rv-label-embed-id.',
      ],
      [
        'data-rv-label',
        'e',
        'There is no data-rv-label, and it is ignored. Did you mean data-rv-label-embed-id?',
      ],
      ['data-rv-action', '', 'data-rv-action is empty: the element sends nothing.'],
      [
        'data-rv-on',
        'hover',
        'data-rv-on cannot be hover: the element sends nothing. Write click, submit, visible.',
      ],
      [
        'data-rv-label-embedid',
        'x',
        'HTML has no capitals: the label is called embedid. Write data-rv-label-embed-id for embedId.',
      ],
    ] as const
  ).map(([field, value, sentence]): [Issue, string] => [
    { reason: 'invalid', field, value, events: 0 },
    sentence,
  ]),
  [
    { reason: 'unexpected', value: new TypeError('x'.repeat(500)) },
    `Something threw that should not: TypeError: ${'x'.repeat(109)}….`,
  ],
])('says of %o what it is', (issue, sentence) => {
  expect(adviceOf(issue).startsWith(sentence)).toBe(true)
})

it.each([
  ['data-rv-action', 'add'],
  ['data-rv-category', 'basket'],
  ['data-rv-on', 'visible'],
  ['data-rv-label-embed-id', 'e-1'],
  ['data-rv-label-paid', 'yes'],
])('has nothing to say of %s="%s"', (name, value) => {
  expect(markAdvice(name, value)).toBeUndefined()
})

it('says nothing of a reason that is newer', () => {
  expect(adviceOf({ reason: 'newer' as never })).toBe('')
})

it('knows all attributes of the script tag', () => {
  const listed = readFileSync('docs/script-tag.md', 'utf8').matchAll(/^\| (`data-.*?) \|/gm)
  const names = [...listed].flatMap(([, cell = '']) => cell.match(/data-[a-z-]+/g) ?? [])
  expect([...new Set(names)].sort()).toEqual(Object.keys(attributes).sort())
})
