import { element } from '../../../ui/element.ts'
import { figure, shorten } from '../../../ui/format.ts'
import { letScroll } from '../../../ui/scrollable.ts'
import { tableOf } from '../../../ui/table.ts'
import type { Row } from '../ask.ts'
import { timeColumn } from '../charts/time-column.ts'
import { compactJson } from './compact-json.ts'
import { type Order, sortRows } from './sort-rows.ts'

/** More than anybody reads, and what a browser lays out at once. */
export const MOST_ROWS = 1000

const LONGEST_TEXT = 120
const LONGEST_TITLE = 1000

/**
 * The rows of an answer, those that can be shown at once. The head of a column sorts them: up, down, and as they came.
 * @param onOpen - called with the row that somebody wants to see whole, and its number from 1
 * @param onSort - called with the rows in the order in which they are shown
 */
export function resultTable(
  rows: readonly Row[],
  onOpen: (row: Row, number: number) => void,
  onSort: (rows: readonly Row[]) => void = () => {},
): HTMLElement {
  const columns = Object.keys(rows[0] ?? {})
  const numeric = new Set(
    columns.filter((column) => {
      const values = rows.map((row) => row[column]).filter((value) => value !== null)
      return values.length > 0 && values.every((value) => typeof value === 'number')
    }),
  )
  const numbers = new Map(rows.map((row, index) => [row, index + 1]))
  const times = new Map(columns.map((column) => [column, timeColumn(rows, column)]))
  const rowOf = (row: Row): HTMLElement => {
    const number = numbers.get(row)!
    const open = element(
      'button',
      { class: 'open', type: 'button', 'aria-label': `Row ${number}, show it whole` },
      figure(number),
    )
    const head = element('th', { scope: 'row', class: 'number' }, open)
    const drawn = element(
      'tr',
      '',
      head,
      ...columns.map((column) => cell(row[column], numeric.has(column) ? 'number' : '', times.get(column))),
    )
    drawn.addEventListener('click', () => {
      // Whoever marks a text to copy it does not ask for more.
      if (getSelection()?.isCollapsed !== false) onOpen(row, number)
    })
    return drawn
  }
  const sorts = columns.map((column) =>
    element('button', { class: 'sort', type: 'button' }, shorten(column, LONGEST_TEXT)),
  )
  const { table, rows: body } = tableOf('result-table', element('caption', 'hidden', 'Answer'), [
    { label: 'Row', class: 'number' },
    ...columns.map((column, index) => ({
      label: sorts[index]!,
      class: numeric.has(column) ? 'number' : times.get(column) ? 'in-utc' : '',
    })),
  ])
  const show = (shown: readonly Row[]): void => {
    body.replaceChildren(...shown.slice(0, MOST_ROWS).map(rowOf))
    onSort(shown)
  }
  for (const [index, column] of columns.entries()) {
    sorts[index]!.addEventListener('click', () => {
      const head = sorts[index]!.parentElement!
      const order = nextOrder(head.getAttribute('aria-sort'))
      for (const sort of sorts) sort.parentElement!.removeAttribute('aria-sort')
      if (order) head.setAttribute('aria-sort', order)
      show(order ? sortRows(rows, column, order) : rows)
    })
  }
  show(rows)
  const scrolled = element(
    'div',
    { class: 'result', role: 'region', 'aria-label': 'Rows of the answer' },
    table,
  )
  letScroll(scrolled)
  return scrolled
}

const nextOrder = (order: string | null): Order | undefined =>
  order === 'ascending' ? 'descending' : order === 'descending' ? undefined : 'ascending'

function cell(
  value: unknown,
  className: string,
  timeText: ((time: string) => string) | undefined,
): HTMLElement {
  if (value === null || value === undefined) return element('td', className, element('i', 'absent', 'null'))
  if (value === '') return element('td', className, element('i', 'absent', 'empty'))
  const text = typeof value === 'string' ? value : compactJson(value)
  const made = element('td', className, shorten(timeText ? timeText(text) : text, LONGEST_TEXT))
  if (text.length > LONGEST_TEXT / 4) made.title = shorten(text, LONGEST_TITLE)
  return made
}
