import { describe, expect, it } from 'vitest'
import { parseOdata } from '../../../../src/query/odata/parse-odata.ts'
import { writeCount, writeSql } from '../../../../src/query/sql/write-sql.ts'
import type { Query } from '../../../../src/query/tree.ts'
import { sqlite, sqliteWithDeletions } from '../../../../src/store/sqlite/query/dialect.ts'
import { openTestStore } from '../../../query/support/events.ts'

const { database } = openTestStore()

const source = { scopes: ['default'] }

function planOf(query: Query, write = writeSql): string {
  const { text, parameters } = write(query, source, sqlite)
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...parameters) as { detail: string }[]
  return steps.map(({ detail }) => detail).join('; ')
}

describe('SQLite finds its index', () => {
  it.each([
    ['EventType eq home', 'events_by_type (type=?)'],
    ["EventType in ('home', 'order')", 'events_by_type (type=?)'],
    ['EventTime ge 2019-01-01 and EventTime lt 2020-01-01', 'events_by_time (ticks>? AND ticks<?)'],
    [
      'EventTime ge 2019-01-01 and (EventTime lt 2020-01-01 and EventType eq home)',
      'events_by_type (type=? AND ticks>? AND ticks<?)',
    ],
    ["DeviceId eq 'a'", 'events_by_device (device=? AND scope=?)'],
  ])('for %s', (filter, index) => {
    expect(planOf(parseOdata({ filter }))).toBe(`SEARCH events USING INDEX ${index}`)
    expect(planOf(parseOdata({ filter }), writeCount)).toMatch(
      /^SEARCH events USING (COVERING )?INDEX events_by/,
    )
  })

  it.each([
    ['EventTime desc', undefined, 'SCAN events USING INDEX events_by_time'],
    ['EventTime', undefined, 'SCAN events USING INDEX events_by_time'],
    ['EventTime desc', 'EventType eq home', 'SEARCH events USING INDEX events_by_type (type=?)'],
    ['EventType,EventTime', undefined, 'SCAN events USING INDEX events_by_type'],
  ])('for the order %s of %s', (orderby, filter, plan) => {
    expect(planOf(parseOdata({ orderby, filter }))).toBe(plan)
  })

  it('for the events of each device', () => {
    const [by, count] = ['DeviceId', 'count_']
    const query: Query = [
      {
        kind: 'summarize',
        by: [{ name: by, value: { kind: 'field', name: by, type: 'string' } }],
        columns: [{ name: count, value: { name: 'count', type: 'long', arguments: [] } }],
      },
    ]
    expect(planOf(query)).toMatch(/^SCAN events USING (COVERING )?INDEX events_by_device$/)
  })
})

it('asks for the type of what is in a payload only where SQLite could take one for another', () => {
  const textOf = (filter: string) => writeSql(parseOdata({ filter }), source, sqlite).text
  expect(textOf("Payload.a eq 'b'")).not.toContain('json_type')
  expect(textOf('Payload.a eq 42')).not.toContain('json_type')
  expect(textOf('Payload.a eq 1')).toContain('json_type')
  expect(textOf("Payload.a eq '[1]'")).toContain('json_type')
})

it('leaves out what is deleted, and what is of no scope that is asked for', () => {
  const { text } = writeSql([], { scopes: [] }, sqliteWithDeletions)
  expect(text).toMatch(/FROM events WHERE \(scope IN \(\) AND id NOT IN \(SELECT event FROM deletions\)\)$/)
  expect(writeSql([], {}, sqlite).text).toMatch(/FROM events$/)
})
