import { mkdirSync, writeFileSync } from 'node:fs'
import { environment } from './environment.mjs'

const results = new URL('../results/', import.meta.url)

/** @param {string | number} [value] */
const text = (value = '') =>
  typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 1 }) : value

/** The first lines say what and where; below them are stacks. */
const reason = ({ message }) => message.split('\n').slice(0, 2).join(' ')

/** One table: the first column begins at the left, figures end at the right. It is Markdown, and reads as it is. */
const draw = ({ title, columns, rows }) => {
  const lines = [columns, ...rows].map((row) => columns.map((_, at) => text(row[at])))
  const widths = columns.map((_, at) => Math.max(3, ...lines.map((line) => line[at].length)))
  const pad = (value, at) => (at ? value.padStart(widths[at]) : value.padEnd(widths[at]))
  const [head, ...body] = lines.map((line) => `| ${line.map(pad).join(' | ')} |`)
  const rule = widths.map((width, at) => (at ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)))
  return [`### ${title}`, '', head, `| ${rule.join(' | ')} |`, ...body].join('\n')
}

/**
 * Prints what a part measured, and keeps it as `results/<part>.md` and `.json`. What failed is named below the tables,
 * and makes the process exit with 1.
 *
 * @param {string} part
 * @param {object} measured
 * @param {{ title: string, columns: string[], rows: any[] }[]} measured.tables - a row is a list of cells, or `{ name, error }`
 * @param {{ name: string, error: Error }[]} [measured.failures] - what failed besides whole rows
 * @param {unknown} [measured.figures] - for the `.json` only: what the tables were made of
 * @param {string[]} measured.notes - sentences to stand below the tables
 * @param {string[]} measured.packages - names of the packages whose versions count
 * @param {string} [measured.browser] - version of the Chromium that was used
 */
export const report = (part, { tables, failures = [], figures, notes, packages, browser }) => {
  const failed = [...tables.flatMap(({ rows }) => rows.filter(({ error }) => error)), ...failures]
  if (failed.length) process.exitCode = 1
  const shown = tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => (row.error ? [row.name, 'failed'] : row)),
  }))
  const where = environment(packages, browser)
  const versions = Object.entries(where.versions).map((entry) => entry.join(' '))
  const below = [
    ...failed.map(({ name, error }) => `**${name} failed**: ${reason(error)}`),
    ...notes,
    `Measured on ${where.date}: ${where.machine}; ${versions.join(', ')}.`,
  ]
  const markdown = `${[...shown.map(draw), below.join('\n')].join('\n\n')}\n`
  const json = { part, ...where, tables: shown, notes: below.slice(0, -1), figures }
  mkdirSync(results, { recursive: true })
  writeFileSync(new URL(`${part}.md`, results), markdown)
  writeFileSync(new URL(`${part}.json`, results), `${JSON.stringify(json, null, 2)}\n`)
  process.stdout.write(`\n${markdown}`)
}
