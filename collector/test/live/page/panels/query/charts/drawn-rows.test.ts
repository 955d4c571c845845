import { expect, it } from 'vitest'
import { completionsAt } from '../../../../../../src/live/page/panels/query/box/completions.ts'
import { drawnRows } from '../../../../../../src/live/page/panels/query/charts/drawn-rows.ts'

const [one, two] = ['2026-11-16T00:00:00.0000000Z', '2026-11-17T00:00:00.0000000Z'] as const

it('makes rows of the arrays of make-series, the time first', () => {
  const rows = [
    { City: 'Rome', Views: [1, 2], EventTime: [one, two] },
    { City: 'Berlin', Views: [0, 5], EventTime: [one, two] },
  ]
  expect(drawnRows(rows)).toEqual([
    { EventTime: one, City: 'Rome', Views: 1 },
    { EventTime: two, City: 'Rome', Views: 2 },
    { EventTime: one, City: 'Berlin', Views: 0 },
    { EventTime: two, City: 'Berlin', Views: 5 },
  ])
})

it('leaves other rows as they are, lists that are no series too', () => {
  const rows = [{ City: 'Rome', Pages: ['/', '/a'] }]
  expect(drawnRows(rows)).toEqual(rows)
})

it('kinds of drawings are completed behind render, and operators that take other tables', () => {
  const offered = (text: string) =>
    completionsAt('kql', text, text.length, { keys: () => [], values: () => [] })?.items.map(
      (item) => item.text,
    )
  expect(offered('Events | count | render time')).toEqual(['timechart'])
  expect(offered('Events | mv-')).toEqual(['mv-expand', 'mv-apply'])
  expect(offered('Events | sort by City | extend row_c')).toContain('row_cumsum')
})
