import { describe, expect, it } from 'vitest'
import { drawnLines, heightsOf } from '../../../../../../src/live/page/panels/query/charts/drawn-lines.ts'
import { looksOf } from '../../../../../../src/live/page/panels/query/charts/looks.ts'
import { seriesOf } from '../../../../../../src/live/page/panels/query/charts/series.ts'

const at = (minute: number): string => `2026-11-21T14:0${minute}:00.0000000Z`
const seconds = (minute: number): number => Date.parse(at(minute)) / 1000

it('finds numbers by time, in the order of time, with the times at which there was nothing', () => {
  expect(
    seriesOf([
      { EventTime: at(5), count_: 5, average: null },
      { EventTime: at(2), count_: 1, average: 2 },
      { EventTime: at(0), count_: 3, average: 1.5 },
    ]),
  ).toEqual({
    kind: 'times',
    places: [0, 1, 2, 3, 4, 5].map(seconds),
    lines: [
      { name: 'count_', values: [3, null, 1, null, null, 5] },
      { name: 'average', values: [1.5, null, 2, null, null, null] },
    ],
  })
})

it('keeps times that lie on no grid', () => {
  const times = [
    '2026-11-21T14:00:00.0010000Z',
    '2026-11-21T14:00:07.0030000Z',
    '2026-11-21T14:00:19.0060000Z',
  ]
  const rows = times.map((EventTime) => ({ EventTime, count_: 1 }))
  expect(seriesOf(rows)?.places).toEqual(times.map((time) => Date.parse(time) / 1000))
})

it('draws a line for each name where there is a time and a name, the highest first, with gaps', () => {
  expect(
    seriesOf([
      { EventTime: at(0), EventType: 'a', count_: 1 },
      { EventTime: at(0), EventType: 'b', count_: 7 },
      { EventTime: at(1), EventType: 'a', count_: 2 },
    ]),
  ).toEqual({
    kind: 'times',
    places: [seconds(0), seconds(1)],
    lines: [
      { name: 'b', values: [7, null] },
      { name: 'a', values: [1, 2] },
    ],
  })
})

it('finds numbers by name, in the order of the answer', () => {
  expect(
    seriesOf([
      { EventType: 'b', Scope: 's', count_: 9, last: at(1) },
      { EventType: '', Scope: null, count_: 2, last: at(0) },
    ]),
  ).toEqual({
    kind: 'names',
    places: ['b · s', '(empty) · null'],
    lines: [{ name: 'count_', values: [9, 2] }],
  })
})

it('takes a number that rows are grouped by for a name', () => {
  expect(
    seriesOf([
      { price: 10, count_: 4 },
      { price: 20, count_: 6 },
    ]),
  ).toEqual({ kind: 'names', places: ['10', '20'], lines: [{ name: 'count_', values: [4, 6] }] })
})

it.each([
  ['nothing', []],
  ['one row', [{ EventType: 'a', count_: 1 }]],
  ['no number', [{ a: 'x' }, { a: 'y' }]],
  ['nothing but a number', [{ count_: 1 }, { count_: 2 }]],
  [
    'a number that is sometimes text',
    [
      { a: 'x', n: 1 },
      { a: 'y', n: '2' },
    ],
  ],
  ['more names than anybody compares', Array.from({ length: 201 }, (_, n) => ({ name: `n${n}`, n }))],
])('finds no series in %s', (_, rows) => {
  expect(seriesOf(rows)).toBeUndefined()
})

it('draws nothing by itself where two rows are at one time: a line would be one of them', () => {
  const rows = [
    { Cohort: at(0), Week: 0, Visitors: 9 },
    { Cohort: at(0), Week: 1, Visitors: 3 },
    { Cohort: at(1), Week: 0, Visitors: 7 },
  ]
  expect(seriesOf(rows)).toBeUndefined()
  // Whoever asks for it gets each.
  expect(seriesOf(rows, { kind: 'scatterchart', xcolumn: 'Cohort', ycolumns: ['Visitors'] })).toEqual({
    kind: 'times',
    places: [seconds(0), seconds(0), seconds(1)],
    lines: [{ name: 'Visitors', values: [9, 3, 7] }],
  })
})

describe('with render', () => {
  const films = [
    { Film: 'f-1', Quartile: 25, Visitors: 9 },
    { Film: 'f-1', Quartile: 75, Visitors: 4 },
    { Film: 'f-2', Quartile: 25, Visitors: 8 },
  ]
  const byQuartile = {
    kind: 'numbers',
    places: [25, 75],
    lines: [
      { name: 'f-1', values: [9, 4] },
      { name: 'f-2', values: [8, null] },
    ],
  }

  it('lines go along a number, with a line for each text, said or guessed', () => {
    expect(seriesOf(films, { kind: 'linechart', xcolumn: 'Quartile', series: ['Film'] })).toEqual(byQuartile)
    expect(seriesOf(films, { kind: 'linechart' })).toEqual(byQuartile)
  })

  it('columns and bars go along names, with a line for each other text', () => {
    const rows = [
      { Page: '/', Type: 'view', N: 5 },
      { Page: '/', Type: 'click', N: 2 },
      { Page: '/a', Type: 'view', N: 3 },
    ]
    expect(seriesOf(rows, { kind: 'columnchart' })).toEqual({
      kind: 'names',
      places: ['/', '/a'],
      lines: [
        { name: 'view', values: [5, 3] },
        { name: 'click', values: [2, null] },
      ],
      isOneMeasure: true,
    })
    expect(seriesOf(rows, { kind: 'piechart' })).toEqual({
      kind: 'names',
      places: ['/ · view', '/ · click', '/a · view'],
      lines: [{ name: 'N', values: [5, 2, 3] }],
    })
  })

  it('takes the columns that it names, and no other', () => {
    const rows = [{ Views: 3, City: 'Rome', Clicks: 1, Country: 'IT' }]
    expect(seriesOf(rows, { kind: 'barchart', xcolumn: 'City', ycolumns: ['Views'] })).toMatchObject({
      places: ['Rome'],
      lines: [{ name: 'Views', values: [3] }],
    })
  })

  it('draws one row, and what has no end is a gap', () => {
    const rows = [
      { Day: at(0), N: 1, Rate: 'Infinity' },
      { Day: at(1), N: 2, Rate: 0.5 },
    ]
    expect(seriesOf(rows.slice(0, 1), { kind: 'timechart' })?.lines).toEqual([{ name: 'N', values: [1] }])
    expect(seriesOf(rows, { kind: 'timechart', ycolumns: ['Rate'] })?.lines).toEqual([
      { name: 'Rate', values: [null, 0.5] },
    ])
  })

  it('says nothing of what has no number', () => {
    expect(seriesOf([{ a: 'x' }, { a: 'y' }], { kind: 'barchart' })).toBeUndefined()
  })
})

it('what render says of its looks: stacked, where nothing is below zero; the rest of a stack is one', () => {
  const series = (values: readonly number[]) =>
    ({
      kind: 'numbers',
      places: [1],
      lines: values.map((value, n) => ({ name: `n${n}`, values: [value] })),
    }) as const
  const rendering = { kind: 'columnchart', form: 'stacked', ytitle: 'Views a day' }
  expect(looksOf(series([1, 2]), rendering)).toEqual({
    marks: 'columns',
    isStacked: true,
    yTitle: 'Views a day',
  })
  expect(looksOf(series([1, -2]), rendering).isStacked).toBe(false)
  const lines = series([9, 8, 7, 6, 5, 4, 3]).lines
  expect(drawnLines(lines, true).at(-1)).toEqual({ name: '2 others', values: [7] })
  expect(drawnLines(lines, false)).toHaveLength(6)
  expect(heightsOf(drawnLines(lines, true), true).map(([height]) => height)).toEqual([9, 17, 24, 30, 35, 42])
})
