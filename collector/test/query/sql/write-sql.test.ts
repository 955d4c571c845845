import { describe, expect, it } from 'vitest'
import { ticksIn, ticksOf } from '../../../src/model/ticks.ts'
import { parseKql } from '../../../src/query/kql/parse-kql.ts'
import { isQueryError } from '../../../src/query/query-error.ts'
import { writeSql } from '../../../src/query/sql/write-sql.ts'
import type { Expression, Query, Type } from '../../../src/query/tree.ts'
import { sqlite, sqliteWithDeletions } from '../../../src/store/sqlite/query/dialect.ts'
import { readRows } from '../../../src/store/sqlite/query/rows.ts'
import { noTexts, openTestStore } from '../support/events.ts'

const { database, fill } = openTestStore()

const call = (type: Type, name: string, ...operands: readonly Expression[]) =>
  ({ kind: 'call', type, name, arguments: operands }) as Expression
const literal = (type: Type, value: unknown) => ({ kind: 'literal', type, value }) as Expression
const project = (...values: readonly Expression[]): Query => [
  { kind: 'project', columns: values.map((value, at) => ({ name: `v${at}`, value })) },
]

const one = { type: 'home', scope: 'default', ticks: 0n, payload: {}, user: null, texts: noTexts }

function answer(...query: Query): readonly string[] {
  fill([one])
  return [...readRows(database, writeSql(query, {}, sqlite))]
}

describe('what is answered', () => {
  it.each([
    ['datetime', ticksOf('2017-09-15T07:16:34.7957819Z'), '"2017-09-15T07:16:34.7957819Z"'],
    ['datetime', null, 'null'],
    ['timespan', ticksIn.day + 5_000_000n, '"1.00:00:00.5000000"'],
    ['bool', true, 'true'],
    ['long', 2n ** 63n - 1n, '9223372036854775807'],
    ['real', 0.1, '0.1'],
    ['real', Number.POSITIVE_INFINITY, '"Infinity"'],
    ['dynamic', '{"a":[1]}', '{"a":[1]}'],
    ['string', '"\0</script>', String.raw`"\"\u0000</script>"`],
  ] as const)('of a %s %s is %s', (type, value, json) => {
    expect(answer(...project(literal(type, value)))).toEqual([`{"v0":${json}}`])
  })

  it('keeps the names that a user gave, whatever they are', () => {
    const name = `"; DROP TABLE events; -- ' c0`
    const [row] = answer({ kind: 'project', columns: [{ name, value: literal('long', 1n) }] })
    expect(JSON.parse(row!)).toEqual({ [name]: 1 })
  })
})

describe('what means the same in every language', () => {
  const text = (value: string) => literal('string', value)
  it.each([
    ['containsIgnoringCase', 'STRASSE', 'straße', false],
    ['containsIgnoringCase', 'Ünïcode', 'NÏC', true],
    ['equalIgnoringCase', '\u212a', 'k', false],
    ['has', 'Home page', 'home', true],
    ['has', 'Homepage', 'home', false],
    ['has', 'éhome', 'home', false],
    ['has', '-home-', 'HOME', true],
    ['endsWith', 'aé', 'é', true],
    ['endsWith', 'a\0b', '\0b', true],
    ['startsWith', '', '', true],
    ['matchesRegex', 'aXc', 'X.$', true],
  ])('%s of %j and %j is %s', (name, of, sought, isSo) => {
    expect(answer(...project(call('bool', name, text(of), text(sought))))).toEqual([`{"v0":${isSo}}`])
  })

  it('weeks begin on Monday', () => {
    const week = literal('timespan', 7n * ticksIn.day)
    expect(answer(...project(call('datetime', 'bin', literal('datetime', 0n), week)))).toEqual([
      '{"v0":"1969-12-29T00:00:00.0000000Z"}',
    ])
  })

  it('what is missing is none of the values that are counted', () => {
    fill([{ ...one, payload: null }])
    const value = {
      name: 'distinctCount',
      type: 'long',
      arguments: [{ kind: 'field', name: 'Payload', type: 'dynamic' }],
    } as const
    const query: Query = [{ kind: 'summarize', by: [], columns: [{ name: 'n', value }] }]
    expect([...readRows(database, writeSql(query, {}, sqlite))]).toEqual(['{"n":0}'])
  })

  it('JSON is JSON to its end, and a missing text holds none', () => {
    const parsed = (text: string | null) =>
      answer(...project(call('dynamic', 'parseJson', literal('string', text))))
    expect(parsed('{"a":1}')).toEqual(['{"v0":{"a":1}}'])
    expect(parsed('{"a":1}\0')).toEqual([String.raw`{"v0":"{\"a\":1}\u0000"}`])
    const isNull = call('bool', 'isNull', call('dynamic', 'parseJson', literal('string', null)))
    expect(answer(...project(isNull))).toEqual(['{"v0":true}'])
  })

  it('what leaves its type is null', () => {
    const largest = literal('long', 2n ** 63n - 1n)
    const time = { kind: 'field', name: 'EventTime', type: 'datetime' } as const
    const values = [
      call('long', 'add', largest, largest),
      call('datetime', 'add', time, literal('timespan', 2n ** 62n)),
      call('long', 'divide', largest, literal('long', 0n)),
    ]
    expect(answer(...project(...values))).toEqual(['{"v0":null,"v1":null,"v2":null}'])
  })
})

describe('what is refused', () => {
  const depth = (levels: number): Expression =>
    levels === 0 ? literal('bool', true) : call('bool', 'not', depth(levels - 1))
  const count = (name: string, length: number) =>
    call('bool', name, ...Array.from({ length }, () => literal('bool', true)))

  it.each([
    ['an expression that is too deep', depth(200), /nested too deep/],
    ['more than an engine plans for', count('or', 5000), /too long/],
    [
      'more values than an engine takes',
      call('bool', 'in', ...Array.from({ length: 33_000 }, () => literal('string', 'a'))),
      /too long/,
    ],
    [
      'a pattern that is none',
      call('bool', 'matchesRegex', literal('string', 'a'), literal('string', '(')),
      /regular expression cannot be read: .*missing closing/,
    ],
    [
      'a pattern that is computed',
      call('bool', 'matchesRegex', literal('string', 'a'), { kind: 'field', name: 'Value', type: 'string' }),
      /as it stands/,
    ],
  ] as const)('is %s', (_, predicate, message) => {
    const refused = () => answer({ kind: 'where', predicate })
    expect(refused).toThrow(message)
    expect(refused).toThrow(expect.toSatisfy(isQueryError))
  })

  it('and what is just within is answered', () => {
    expect(answer({ kind: 'where', predicate: depth(118) })).toHaveLength(1)
    expect(answer({ kind: 'where', predicate: count('or', 3000) })).toHaveLength(1)
  })

  it('is nothing that is short and grows: columns made of columns', () => {
    const double: Query = Array.from({ length: 60 }, () => {
      const value = { kind: 'field', name: 'v', type: 'string' } as const
      const twice = call('string', 'toLower', call('string', 'concat', value, value))
      return {
        kind: 'project',
        columns: [{ name: 'v', value: call('string', 'concat', twice, literal('string', '')) }],
      }
    })
    const start: Query = [{ kind: 'project', columns: [{ name: 'v', value: literal('string', '') }] }]
    expect(answer(...start, ...double)).toEqual(['{"v":""}'])
  })
})

describe('what costs less than to write each step as it stands', () => {
  const written = (text: string): string => writeSql(parseKql(text, 0n), {}, sqlite).text

  it('a list in a payload is gone through where it is, and its event without a copy', () => {
    const text = written('Events | mv-expand Tag = Payload.tags to typeof(string) | summarize count() by Tag')
    expect(text).toContain('LEFT JOIN json_each(inside.c1, ?)')
    expect(text).not.toMatch(/json_array|LIMIT/)
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...Array(2).fill('$.tags'))
    expect(JSON.stringify(plan)).not.toMatch(/MATERIALIZE|CO-ROUTINE/)
    // What is computed is not merged: each level would hold the one before it several times.
    const nested = `Events | mv-expand a = Payload.a | ${Array(12).fill('mv-expand a').join(' | ')} | count`
    expect(written(nested).match(/LIMIT/g)?.length).toBeGreaterThanOrEqual(11)
  })

  it('rows that were looked at in an order are numbered only for who asks for it', () => {
    const sorted = 'Events | sort by EventTime asc'
    const sums = `${sorted} | extend Sum = row_cumsum(1), City = strcat(City, 'x') | extend After = row_cumsum(Sum, City == 'x')`
    expect(written(`${sums} | summarize max(After)`).match(/row_number/g)).toHaveLength(2)
    expect(written(`${sums} | take 5`).match(/row_number/g)).toHaveLength(3)
    expect(written(`${sums} | summarize make_list(After)`).match(/row_number/g)).toHaveLength(3)
    expect(written(`${sorted} | extend Gap = EventTime - prev(EventTime) | summarize max(Gap)`)).not.toMatch(
      /row_number|lag/,
    )
  })
})

it('a deleted event is in no answer, though it is still stored', () => {
  fill([one, { ...one, ticks: 1n, type: 'order' }])
  database.exec('INSERT INTO deletions (event, deleted) VALUES (1, 0)')
  const query: Query = [
    {
      kind: 'project',
      columns: [{ name: 'EventType', value: { kind: 'field', name: 'EventType', type: 'string' } }],
    },
  ]
  expect([...readRows(database, writeSql(query, {}, sqliteWithDeletions))]).toEqual(['{"EventType":"order"}'])
  database.exec('DELETE FROM deletions')
})
