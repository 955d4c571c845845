import type { Row } from '../ask.ts'
import { compactJson } from './compact-json.ts'

/** What a spreadsheet would take for a formula (OWASP, CSV Injection). */
const formula = /^[=+\-@\t\r]/

/** Rows as a spreadsheet takes them from the clipboard: columns apart by tabs, with their names above. */
export function rowsAsText(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))]
  return lines.map((line) => line.map(cellOf).join('\t')).join('\n')
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = typeof value === 'string' ? value : compactJson(value)
  const safe = formula.test(text) ? `'${text}` : text
  return /["\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
