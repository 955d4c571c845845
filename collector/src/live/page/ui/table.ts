import { element } from './element.ts'

/** What a column is called, and the class of its head. */
export interface Column {
  readonly label: string | HTMLElement
  readonly class?: string
}

/**
 * A table with a head, and the body that its rows go to.
 *
 * @param caption - what it shows: hidden where a heading stands beside it
 */
export function tableOf(
  className: string,
  caption: HTMLElement,
  columns: readonly Column[],
): { readonly table: HTMLElement; readonly rows: HTMLElement } {
  const heads = columns.map(({ label, class: of = '' }) => element('th', { scope: 'col', class: of }, label))
  const rows = element('tbody', '')
  const table = element('table', className, caption, element('thead', '', element('tr', '', ...heads)), rows)
  return { table, rows }
}
