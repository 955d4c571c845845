import { expect, it } from 'vitest'
import { seriesOf } from '../../../../../src/live/page/panels/query/series.ts'

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
