import { describe, expect, it } from 'vitest'
import { completionsAt } from '../../../../../src/live/page/panels/query/completions.ts'
import { payloadKeys } from '../../../../../src/live/page/panels/query/payload-keys.ts'
import { eventOf } from '../../support/events.ts'

const keysOf = (path: readonly string[]) =>
  path.join('.') === 'Payload.labels' ? ['embedId', 'slot'] : path.join('.') === 'Payload' ? ['labels'] : []

/** What is offered at the bar in a text. */
const offered = (marked: string, language: 'kql' | 'odata' = 'kql', isAsked = false) => {
  const caret = marked.indexOf('‸')
  const found = completionsAt(language, marked.replace('‸', ''), caret, keysOf, isAsked)
  return found && [found.from, found.items.map(({ text }) => text)]
}

describe('what is offered', () => {
  it.each([
    ['Events | wh‸', [9, ['where']]],
    ['Events | project-a‸', [9, ['project-away']]],
    [
      'Events | pro‸ x',
      [9, ['project', 'project-away', 'project-keep', 'project-reorder', 'project-rename']],
    ],
    ['Events | where Ci‸', [15, ['City']]],
    ['Events | where Payload.‸', [23, ['labels']]],
    ['Events | where Payload.labels.em‸', [30, ['embedId']]],
    ['Events | summarize dcounti‸', [19, ['dcountif']]],
    ['Events | extend dcounti‸', undefined],
    ['let since = ago(1d); Events | where EventTime > sinc‸', [48, ['since']]],
    ["Events | where City == 'Ci‸", undefined],
    ["Events | where City == 'a' and Ci‸", [31, ['City']]],
    ['Events // wh‸', undefined],
    ['Events | where City ‸', undefined],
    ['Events | where City‸', undefined],
    ['Events | where zzz‸', undefined],
    ['Events | where City !start‸', [20, ['!startswith', '!startswith_cs']]],
  ])('%s', (marked, expected) => {
    expect(offered(marked)).toEqual(expected)
  })

  it('of OData too', () => {
    expect(offered('City eq null and starts‸', 'odata')).toEqual([17, ['startswith']])
    expect(offered('Payload/labels/‸ eq 1', 'odata')).toEqual([15, ['embedId', 'slot']])
  })

  it('where nothing is written only to who asks', () => {
    expect(offered('Events | where ‸', 'kql', true)?.[1]).toContain('TrackId')
  })
})

it('the keys of a payload are those of the last events', () => {
  const events = [{ labels: { slot: 1, 'a b': 2 } }, { labels: { embedId: 'x' } }, { labels: [1] }, null].map(
    (payload) => ({
      ...eventOf({}),
      payload,
    }),
  )
  expect(payloadKeys(events, ['Payload', 'labels'])).toEqual(['embedId', 'slot'])
  expect(payloadKeys(events, ['Payload'])).toEqual(['labels'])
  expect(payloadKeys(events, ['User'])).toEqual([])
})
