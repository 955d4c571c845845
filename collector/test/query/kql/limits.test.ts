import { expect, it } from 'vitest'
import { columnsOf } from '../../../src/query/columns.ts'
import { parseKql } from '../../../src/query/kql/parse-kql.ts'

const parse = (text: string) => parseKql(text, 0n)

it('a text has at most 65,536 characters', () => {
  const query = 'Events | take 1 //'
  expect(parse(query.padEnd(65_536, ' '))).toHaveLength(1)
  expect(() => parse(query.padEnd(65_537, ' '))).toThrow('longer than 65536 characters')
})

it('a query has at most 64 operators', () => {
  expect(parse(`Events${' | take 1'.repeat(64)}`)).toHaveLength(64)
  expect(() => parse(`Events${' | take 1'.repeat(65)}`)).toThrow('at most 64 operators')
})

it('there are at most 500 columns', () => {
  const ones = (count: number): string => Array.from({ length: count }, () => '1').join(', ')
  expect(columnsOf(parse(`Events | project ${ones(500)}`))).toHaveLength(500)
  expect(() => parse(`Events | project ${ones(501)}`)).toThrow('at most 500 columns')
  expect(() => parse(`Events | extend ${ones(487)}`)).toThrow('at most 500 columns')
})

it('an expression is nested at most 64 deep', () => {
  const nested = (depth: number): string => `Events | where ${'('.repeat(depth)}true${')'.repeat(depth)}`
  expect(parse(nested(60))).toHaveLength(1)
  expect(() => parse(nested(70))).toThrow('nested too deep')
})

it('tables are read at most 500 times, however few they are', () => {
  const doubled = (times: number): string =>
    `Events ${Array.from({ length: times }, (_, at) => `| as T${at} | union T${at} `).join('')}| count`
  expect(columnsOf(parse(doubled(5)))).toHaveLength(1)
  expect(() => parse(doubled(12))).toThrow('reads tables more than 500 times')
  const named = Array.from({ length: 8 }, (_, at) => `| as T${at} | where true `).join('')
  expect(columnsOf(parse(`Events ${named}| count`))).toHaveLength(1)
})

it('a path has at most 100 parts', () => {
  expect(parse(`Events | project Payload${'.a'.repeat(100)}`)).toHaveLength(1)
  expect(() => parse(`Events | project Payload${".a['b']".repeat(51)}`)).toThrow('at most 100 parts')
})

it('what a short text makes large is refused: between says its value twice', () => {
  const nested = (depth: number): string =>
    depth === 0 ? 'toint(City)' : `iff(${nested(depth - 1)} between (1 .. 2), 1, 2)`
  expect(parse(`Events | project ${nested(5)}`)).toHaveLength(1)
  expect(() => parse(`Events | project ${nested(20)}`)).toThrow('the query is too large')
})
