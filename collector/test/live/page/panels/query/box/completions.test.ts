import { describe, expect, it } from 'vitest'
import { completionsAt } from '../../../../../../src/live/page/panels/query/box/completions.ts'
import { knownOf } from '../../../../../../src/live/page/panels/query/box/known-of.ts'
import { kqlVocabulary } from '../../../../../../src/query/vocabulary.ts'
import { eventOf } from '../../../support/events.ts'

const kqlRenderings = kqlVocabulary.renderings
const keys: Readonly<Record<string, readonly string[]>> = {
  Payload: ['labels'],
  'Payload.labels': ['embedId', 'slot'],
}
const values: Readonly<Record<string, readonly string[]>> = {
  EventType: ['embed/view', 'page/view'],
  'Payload.labels.embedId': ['e-1', 'e-2'],
}
const known = {
  keys: (path: readonly string[]) => keys[path.join('.')] ?? [],
  values: (path: readonly string[]) => values[path.join('.')] ?? [],
}

/** What is offered at the bar in a text. */
const offered = (marked: string, language: 'kql' | 'odata' = 'kql', isAsked = false) => {
  const caret = marked.indexOf('‸')
  const found = completionsAt(language, marked.replace('‸', ''), caret, known, isAsked)
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

describe('what is offered where a query says what may stand there', () => {
  const first = (marked: string) => offered(marked)?.[1]
  const table = 'let Buyers = Events | where City != "" | project Who = DeviceId, Paid = 1; '
  it.each([
    ['E‸', ['Events']],
    ['Events ‸', undefined],
    [`${table}B‸`, ['Buyers']],
    [`${table}Buyers | where ‸`, ['Who', 'Paid']],
    [`${table}Events | join ‸`, ['kind=', 'Events', 'Buyers']],
    [`${table}Events | join kind=inner B‸`, ['Buyers']],
    ['Events | join kind=left‸', ['leftouter', 'leftsemi', 'leftanti']],
    ['Events | join kind=inner (Ev‸', ['Events']],
    ['Events | join kind=inner (Events | distinct City) ‸', ['on']],
    ['Events | join kind=inner (Events | distinct City, Who = DeviceId | where Wh‸', ['Who']],
    [
      'Events | summarize Views = count(), dcount(DeviceId) by City, bin(EventTime, 1d) | sort by ‸',
      [...['EventTime', 'City', 'Views', 'dcount_DeviceId']],
    ],
    [
      'Events | summarize make_set(PageUri) by Day = startofday(EventTime) | extend set‸',
      [
        ...['set_PageUri', 'set_union', 'set_intersect', 'set_difference', 'set_has_element'],
        ...['make_set', 'make_set_if', 'bag_set_key'].slice(2),
      ],
    ],
    ['Events | where EventType == "‸', ['embed/view', 'page/view']],
    ["Events | where EventType in ('embed/view', 'pa‸", ['page/view']],
    ['Events | where tostring(Payload.labels.embedId) == "e-‸', ['e-1', 'e-2']],
    ['Events | where City == "‸', undefined],
    ['Events | render ‸', [...kqlRenderings]],
    ['Events | render timechart with (x‸', ['xcolumn=', 'xtitle=']],
    ['Events | summarize N = count() by City | render barchart with (xcolumn=‸', ['City', 'N']],
    ['Events | render columnchart with (kind=‸', ['stacked', 'unstacked']],
    ['Events | mv-expand Tag = Payload.tags to typeof(str‸', ['string']],
    ['Events | extend Weeks = datetime_diff("we‸', ['week']],
    ['Events | extend Text = tost‸', ['tostring', 'base64_encode_tostring', 'base64_decode_tostring']],
    [
      'Events | summarize cou‸',
      ['count', 'countif', 'count_distinct', 'CountryCode', 'countof', 'dcount', 'dcountif', 'dcount_hll'],
    ],
    ["Events | where EventType !in~ ('em‸", ['embed/view']],
    ['Events // Ev‸', undefined],
  ])('%s', (marked, expected) => {
    expect(first(marked)).toEqual(expected)
  })
})

it('the keys and values of a payload are those of the last events, what cannot be written left out', () => {
  const events = [
    { labels: { slot: '1', 'a b': 2 } },
    { labels: { embedId: 'x', slot: 'a"b' } },
    { labels: [1] },
    null,
  ].map((payload) => ({ ...eventOf({}), type: 'embed/view', payload }))
  const { keys, values } = knownOf(
    () => events,
    () => ['page/view'],
  )
  expect(keys(['Payload', 'labels'])).toEqual(['embedId', 'slot'])
  expect(keys(['Payload'])).toEqual(['labels'])
  expect(keys(['User'])).toEqual([])
  expect(values(['Payload', 'labels', 'slot'])).toEqual(['1'])
  expect(values(['EventType'])).toEqual(['embed/view', 'page/view'])
})
