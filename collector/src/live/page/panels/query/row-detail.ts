import { letClose } from '../../ui/closable.ts'
import { byId, element } from '../../ui/element.ts'
import { letScroll } from '../../ui/scrollable.ts'
import { structure } from '../event/structure.ts'
import type { Row } from './ask.ts'
import { compactJson } from './compact-json.ts'

/** The dialog that shows one row of an answer, column by column. @returns opens it */
export function createRowDetail(): (row: Row, number: number) => void {
  const dialog = byId<HTMLDialogElement>('row')
  const body = byId('row-body')
  letClose(dialog, byId('row-close'))
  letScroll(body)

  return (row, number) => {
    byId('row-heading').textContent = `Row ${number}`
    body.replaceChildren(element('dl', 'parameters', ...Object.entries(row).map(parameter)))
    dialog.showModal()
    body.scrollTop = 0
  }
}

const parameter = ([column, value]: [string, unknown]): HTMLElement =>
  element(
    'div',
    'parameter',
    element('dt', '', element('span', 'name', column)),
    element('dd', '', ...said(value)),
  )

function said(value: unknown): HTMLElement[] {
  if (value === null) return [element('i', 'absent', 'null')]
  if (typeof value === 'string') return [element('p', 'value', value)]
  const text = compactJson(value)
  if (typeof value !== 'object') return [element('p', 'value', text)]
  try {
    return [structure(value), element('p', 'value raw', text)]
  } catch {
    return [element('p', 'value', text)]
  }
}
