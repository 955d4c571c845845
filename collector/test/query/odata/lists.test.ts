import { describe, expect, it } from 'vitest'
import { parseOdata } from '../../../src/query/odata/parse-odata.ts'
import { isQueryError } from '../../../src/query/query-error.ts'
import { writeSql } from '../../../src/query/sql/write-sql.ts'
import { sqlite } from '../../../src/store/sqlite/query/dialect.ts'
import { readRows } from '../../../src/store/sqlite/query/rows.ts'
import { evaluate } from '../support/evaluate.ts'
import { noTexts, openTestStore, rowOf } from '../support/events.ts'

const { database, fill } = openTestStore()

const event = { scope: 'default', user: null, texts: noTexts }
const stored = [
  {
    type: 'a',
    payload: { tags: ['x', 'Yes'], items: [{ price: 5, in: ['p'] }, { price: 12.5 }], price: 7, n: -7 },
  },
  { type: 'b', payload: { tags: [], items: [{ price: 3, in: [] }], price: 2.5, n: 0 } },
  { type: 'c', payload: { tags: 'x', items: [{ price: '5' }, 5, null], price: '7' } },
  { type: 'd', payload: {} },
].map((each, at) => ({ ...event, ticks: BigInt(at), ...each }))

/** The types of the events that a filter finds, by SQLite; the evaluator finds the same. */
function found(filter: string): string {
  fill(stored)
  const query = parseOdata({ filter, orderby: 'EventTime' })
  const rows = Array.from(readRows(database, writeSql(query, {}, sqlite)), (row) => JSON.parse(row).EventType)
  expect(evaluate(query, stored.map(rowOf)).map((row) => row.get('EventType'))).toEqual(rows)
  return rows.join('')
}

describe('any and all over the lists of a payload', () => {
  it.each([
    ["Payload/tags/any(t: t eq 'x')", 'a'],
    ["Payload/tags/any(t:t eq 'x')", 'a'],
    ["Payload/tags/any(t : t eq 'x')", 'a'],
    ["Payload.tags/any(tag:contains(tolower(tag),'yes'))", 'a'],
    ["Payload/tags/ANY(t: t ne 'x')", 'a'],
    ['Payload/tags/any()', 'a'],
    ['not Payload/tags/any()', 'bcd'],
    ["not Payload/tags/any(t: t eq 'x')", 'bcd'],
    ["Payload/tags/all(t: t eq 'x')", 'bcd'],
    ['Payload/items/any(i: i/price gt 10)', 'a'],
    ['Payload/items/any(i: i.price ge 3 and i/price lt 4)', 'b'],
    ['Payload/items/any(i: i/price eq 5)', 'ac'],
    ['Payload/items/all(i: i/price gt 2)', 'abd'],
    ["Payload/items/any(i: i/in/any(t: t eq 'p'))", 'a'],
    ["Payload/items/any(i: i/in/any(t: t eq 'p') and i/price eq Payload/price)", ''],
    // Nothing is what is computed of a text, and of both it is the same.
    ['Payload/items/any(i: i/price sub 2 eq Payload/price sub 4)', 'ac'],
    ['Payload/items/any(i: i/in/$count eq 0)', 'b'],
    ["Payload/items/any(i: i eq 5) or Payload/tags/any(t: t in ('x', 'z'))", 'ac'],
  ])('%s', (filter, types) => {
    expect(found(filter)).toBe(types)
  })
})

describe('arithmetic', () => {
  it.each([
    ['Payload/price add 1 eq 8', 'a'],
    ['1 add Payload/price eq 8', 'a'],
    ['Payload/price add 1 mul 2 eq 9', 'a'],
    ['(Payload/price add 1) mul 2 eq 16', 'a'],
    ['((Payload/price add 1)) mul 2 eq 16 and Payload/n lt 0', 'a'],
    ['16 eq (Payload/price add 1) mul 2', 'a'],
    ['Payload/price div 2 eq 3.5', 'a'],
    ['length(EventType) add 6 div 4 eq 2', 'abcd'],
    ['length(EventType) divby 4 eq 0.25', 'abcd'],
    ['Payload/n mod 4 eq -3', 'a'],
    ['Payload/n mod -4 eq -3', 'a'],
    ['-Payload/n eq 7', 'a'],
    ['-(Payload/n sub 1) eq 8', 'a'],
    ['- length(EventType) eq -1', 'abcd'],
    ['Payload/price sub Payload/price eq 0', 'ab'],
    ['Payload/price add null eq 1', ''],
    ['not (Payload/price add 1 gt 5)', 'bcd'],
    ['floor(Payload/price) eq 2 or ceiling(Payload/price) eq 3', 'b'],
    ["matchesPattern(EventType, '^[ab]$')", 'ab'],
    ["concat(concat(EventType, '-'), EventType) eq 'a-a'", 'a'],
    ['fractionalseconds(EventTime) eq 0.0000003', 'd'],
    ["EventType eq 'add' or Value eq -abc", ''],
  ])('%s', (filter, types) => {
    expect(found(filter)).toBe(types)
  })
})

describe('cast: labels are texts, and numbers in what they say', () => {
  it.each([
    ['cast(Payload/price, Edm.Double) gt 2.6', 'ac'],
    ['cast(Payload.price,Edm.Decimal) lt 2.6', 'b'],
    ['not (cast(Payload/price, Edm.Double) gt 2.6)', 'bd'],
    ['cast(Payload/tags, Edm.Double) ge 0', ''],
    ['Payload/items/any(i: cast(i/price, Edm.Double) eq 5)', 'ac'],
    ['cast(EventType, Edm.Double) eq null', 'abcd'],
  ])('%s', (filter, types) => {
    expect(found(filter)).toBe(types)
  })
})

describe('what is refused', () => {
  it.each([
    ['Payload/tags/any(t eq 1)', 'expected a name and a colon, as in any(t: t eq 1), found t', 17],
    ['Payload/tags/all()', 'expected a name and a colon, as in any(t: t eq 1), found )', 17],
    ['EventType/any(t: t eq 1)', 'EventType is no list', 0],
    [
      'Payload/tags/any(City: City eq 1)',
      'City is the name of something else; give the element another one',
      0,
    ],
    [
      'Payload/items/any(i: i/in/any(i: i eq 1))',
      'i is the name of something else; give the element another one',
      21,
    ],
    ["Payload/a add 'x' eq 1", 'add takes numbers, and x is none', 14],
    ['EventTime sub 1 gt 2', 'sub takes numbers, and EventTime is none', 0],
    ["matchesPattern(City, '(')", /regular expression cannot be read/, 21],
    ["cast(City, Edm.String) eq 'a'", /^cast makes numbers, Edm.Double, and Edm.String is none/, 11],
    ['isof(City, Edm.String)', /^isof is not supported/, 0],
    ["City has 'a'", 'has is not supported', 5],
    ['geo.distance(City, City) lt 1', /^geo.distance is not supported/, 0],
  ])('%s', (filter, message, at) => {
    try {
      parseOdata({ filter })
    } catch (error) {
      if (!isQueryError(error)) throw error
      const told = error.message.replace('$filter: ', '')
      if (typeof message === 'string') expect([told, error.at]).toEqual([message, at])
      else expect([message.test(told), error.at, told]).toEqual([true, at, told])
      return
    }
    throw new Error('it was not refused')
  })
})
