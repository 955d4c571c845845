// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { MOST_ROWS, resultTable } from '../../../../../../src/live/page/panels/query/answer/result-table.ts'
import { rowsAsText } from '../../../../../../src/live/page/panels/query/answer/rows-as-text.ts'
import type { Row } from '../../../../../../src/live/page/panels/query/ask.ts'
import { bars } from '../../../../../../src/live/page/panels/query/charts/bars.ts'

const show = (rows: readonly Row[]) => {
  const open = vi.fn()
  const table = resultTable(rows, open)
  const texts = (selector: string) => [...table.querySelectorAll(selector)].map((each) => each.textContent)
  return { table, open, texts }
}

it('has the columns of the answer, in its order, and a number for each row', () => {
  const { texts } = show([
    { b: 'x', a: 1 },
    { b: 'y', a: 2 },
  ])
  expect(texts('thead th')).toEqual(['Row', 'b', 'a'])
  expect(texts('tbody tr')).toEqual(['1x1', '2y2'])
})

it('tells null from empty, and from texts that read the same', () => {
  const { table, texts } = show([{ a: null, b: '', c: 'null', d: 'empty' }])
  expect(texts('td')).toEqual(['null', 'empty', 'null', 'empty'])
  expect([...table.querySelectorAll('td .absent')].map((each) => each.textContent)).toEqual(['null', 'empty'])
})

it('sets columns of numbers to the right, those with a null in them too', () => {
  const { table } = show([
    { n: 1, text: '1', mixed: 1, nothing: null },
    { n: null, text: '2', mixed: 'x', nothing: null },
  ])
  const classes = [...table.querySelectorAll('tbody tr:first-child td')].map((each) => each.className)
  expect(classes).toEqual(['number', '', '', ''])
})

it('writes objects as JSON, cuts what is long, and has it whole in the title', () => {
  const long = 'x'.repeat(500)
  const { table, texts } = show([{ payload: { a: [1, null] }, long }])
  expect(texts('td')).toEqual(['{"a":[1,null]}', `${'x'.repeat(120)}…`])
  expect(table.querySelectorAll('td')[1]!.title).toBe(long)
})

it('shows what is nested deeper than JSON can be written', () => {
  const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))
  expect(show([{ deep }]).texts('td')).toEqual(['(nested too deep to be shown)'])
})

it('opens the row that is pressed, and says its number', () => {
  const { table, open } = show([{ a: 'x' }, { a: 'y' }])
  table.querySelectorAll<HTMLElement>('.open')[1]!.click()
  expect(open.mock.calls).toEqual([[{ a: 'y' }, 2]])
})

it('shows as many rows as a browser lays out well', () => {
  const rows = Array.from({ length: MOST_ROWS + 5 }, (_, n) => ({ n }))
  expect(show(rows).texts('tbody tr')).toHaveLength(MOST_ROWS)
})

it('draws bars as long as their share of the largest, none for what is missing or below zero', () => {
  const drawn = bars({
    kind: 'names',
    places: ['a', 'b', 'c', 'd'],
    lines: [{ name: 'n', values: [4, 1, null, -2] }],
  })
  const measures = [...drawn.querySelectorAll<HTMLElement>('.measure')].slice(1)
  expect(measures.map((each) => [each.textContent, each.style.getPropertyValue('--share')])).toEqual([
    ['4', '1'],
    ['1', '0.25'],
    ['–', '0'],
    ['-2', '0'],
  ])
})

it('draws as many bars as can be compared, and says that there are more', () => {
  const places = Array.from({ length: 30 }, (_, n) => `n${n}`)
  const drawn = bars({ kind: 'names', places, lines: [{ name: 'n', values: places.map((_, n) => n) }] })
  expect(drawn.querySelectorAll('.bar-name')).toHaveLength(25)
  expect(drawn.textContent).toMatch(/and 5 more in the table$/)
})

it('sorts by the head of a column: up, down, and as it came, what is missing last', () => {
  const sorted = vi.fn()
  const table = resultTable([{ n: 10 }, { n: null }, { n: 9 }], vi.fn(), sorted)
  const head = table.querySelectorAll('thead th')[1]!
  const press = () => {
    head.querySelector('button')!.click()
    return [
      head.getAttribute('aria-sort'),
      ...[...table.querySelectorAll('tbody tr')].map((row) => row.textContent),
    ]
  }
  expect(press()).toEqual(['ascending', '39', '110', '2null'])
  expect(press()).toEqual(['descending', '110', '39', '2null'])
  expect(sorted).toHaveBeenLastCalledWith([{ n: 10 }, { n: 9 }, { n: null }])
  expect(press()).toEqual([null, '110', '2null', '39'])
})

it('writes times without what is 0 in all of them, and has them whole in the title', () => {
  const { texts } = show([
    {
      day: '2026-11-16T00:00:00.0000000Z',
      at: '2026-11-16T09:30:05.1000000Z',
      text: '2026-11-16T00:00:00Z x',
    },
    { day: null, at: '2026-11-16T00:00:00.0000000Z', text: '' },
  ])
  expect(texts('td')).toEqual([
    ...['2026-11-16', '2026-11-16 09:30:05.1', '2026-11-16T00:00:00Z x'],
    ...['null', '2026-11-16 00:00:00', 'empty'],
  ])
})

it('copies rows for a spreadsheet, which is given no formula', () => {
  const rows = [{ a: '=1+1', b: 'two\nlines', c: null, d: { x: 1 }, e: -2 }]
  expect(rowsAsText(rows)).toBe(`a\tb\tc\td\te\n'=1+1\t"two\nlines"\t\t"{""x"":1}"\t-2`)
})
