import { element } from '../../ui/element.ts'
import { figure, shorten } from '../../ui/format.ts'
import { letScroll } from '../../ui/scrollable.ts'
import { tableOf } from '../../ui/table.ts'
import type { Row } from './ask.ts'
import { compactJson } from './compact-json.ts'

/** More than anybody reads, and what a browser lays out at once. */
export const MOST_ROWS = 1000

const LONGEST_TEXT = 120
const LONGEST_TITLE = 1000

/**
 * The rows of an answer, those that can be shown at once.
 * @param onOpen - called with the row that somebody wants to see whole, and its number from 1
 */
export function resultTable(rows: readonly Row[], onOpen: (row: Row, number: number) => void): HTMLElement {
  const columns = Object.keys(rows[0] ?? {})
  const numeric = new Set(
    columns.filter((column) => {
      const values = rows.map((row) => row[column]).filter((value) => value !== null)
      return values.length > 0 && values.every((value) => typeof value === 'number')
    }),
  )
  const rowOf = (row: Row, index: number): HTMLElement => {
    const open = element(
      'button',
      { class: 'open', type: 'button', 'aria-label': `Row ${index + 1}, show it whole` },
      figure(index + 1),
    )
    const head = element('th', { scope: 'row', class: 'number' }, open)
    const drawn = element(
      'tr',
      '',
      head,
      ...columns.map((column) => cell(row[column], numeric.has(column) ? 'number' : '')),
    )
    drawn.addEventListener('click', () => {
      // Whoever marks a text to copy it does not ask for more.
      if (getSelection()?.isCollapsed !== false) onOpen(row, index + 1)
    })
    return drawn
  }
  const { table, rows: body } = tableOf('result-table', element('caption', 'hidden', 'Answer'), [
    { label: 'Row', class: 'number' },
    ...columns.map((column) => ({
      label: shorten(column, LONGEST_TEXT),
      class: numeric.has(column) ? 'number' : '',
    })),
  ])
  body.append(...rows.slice(0, MOST_ROWS).map(rowOf))
  const scrolled = element(
    'div',
    { class: 'result', role: 'region', 'aria-label': 'Rows of the answer' },
    table,
  )
  letScroll(scrolled)
  return scrolled
}

function cell(value: unknown, className: string): HTMLElement {
  if (value === null || value === undefined) return element('td', className, element('i', 'absent', 'null'))
  if (value === '') return element('td', className, element('i', 'absent', 'empty'))
  const text = typeof value === 'string' ? value : compactJson(value)
  const made = element('td', className, shorten(text, LONGEST_TEXT))
  if (text.length > LONGEST_TEXT / 4) made.title = shorten(text, LONGEST_TITLE)
  return made
}
