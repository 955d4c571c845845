import { createDialog } from '../../../ui/dialog.ts'
import { element } from '../../../ui/element.ts'
import { structure } from '../../event/structure.ts'
import type { Row } from '../ask.ts'
import { compactJson } from './compact-json.ts'

/** The dialog that shows one row of an answer, column by column. @returns opens it */
export function createRowDetail(): (row: Row, number: number) => void {
  const dialog = createDialog('row')

  return (row, number) => {
    const parameters = element('dl', 'parameters', ...Object.entries(row).map(parameter))
    dialog.show(`Row ${number}`, 'As it was answered', parameters)
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
