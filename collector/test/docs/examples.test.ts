import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { shopExamples } from '../../src/live/page/panels/query/examples/shop-examples.ts'
import { askOracle } from '../query/kql/support/oracle.ts'
import { sendShopDays } from '../support/shop-days.ts'
import { asking } from '../support/track-events.ts'

const text = readFileSync(new URL('../../docs/examples.md', import.meta.url), 'utf8')

interface Section {
  readonly name: string
  readonly query: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const cellsOf = (line: string): readonly string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())

const sections: readonly Section[] = text
  .split(/^## /m)
  .slice(1)
  .map((section) => {
    const [name = ''] = section.split('\n')
    const query = /```kql\n([\s\S]*?)\n```/.exec(section)?.[1] ?? ''
    const [columns = [], , ...rows] = (section.match(/^\|.*\|$/gm) ?? [])
      .filter((line) => !query.includes(line))
      .map(cellsOf)
    return { name, query, columns, rows }
  })

const DAY = 86_400_000

/** As a cell of the page has it; what is a set has no order, and a time is so many days earlier. */
const shownOf =
  (later: number) =>
  (value: unknown): string => {
    if (Array.isArray(value)) return JSON.stringify(value.toSorted())
    const text = String(value)
    return /^\d{4}-\d\d-\d\dT/.test(text)
      ? text.replace(/^.{10}/, (day) => new Date(Date.parse(day) - later * DAY).toISOString().slice(0, 10))
      : text
  }

it('each example answers what its page says', async () => {
  const { url, preview } = await asking()
  // Some ask of the last week: the page answers on the day after the shop's two.
  const later = Math.floor(Date.now() / DAY) - Date.UTC(2026, 10, 18) / DAY
  const shown = shownOf(later)
  await sendShopDays(url, later * DAY)
  expect(sections.length).toBeGreaterThan(5)
  for (const { name, query, columns, rows } of sections) {
    const { body } = await preview({ Query: query })
    expect(body.error, name).toBeUndefined()
    expect(body.render?.kind, name).toBe(/\| render (\w+)/.exec(query)?.[1])
    expect([name, ...body.items.map((row) => Object.values(row).map(shown))]).toEqual([name, ...rows])
    expect(body.items.map((row) => Object.keys(row))[0], name).toEqual(columns)
  }
})

it.each(sections)('Kusto accepts $name too, and calls its columns the same', ({ query, columns }) => {
  const { errors, columns: told } = askOracle(query)
  expect([errors, told.map((column) => column.split(': ')[0])]).toEqual([[], columns])
})

it('the live page offers the same examples', () => {
  const offered = shopExamples.map(({ label, fields }) => [
    label,
    fields({ type: '', path: '', value: '' }, 0),
  ])
  expect(offered).toEqual(sections.map(({ name, query }) => [name, query]))
})
