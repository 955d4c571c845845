import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseKql } from '../../../src/query/kql/parse-kql.ts'
import { isQueryError } from '../../../src/query/query-error.ts'
import { accepted } from './support/corpus.ts'
import { fragment } from './support/fragment.ts'

const parse = (text: string): unknown => {
  try {
    return parseKql(text, 17_000_000_000_000_000n)
  } catch (thrown) {
    return thrown
  }
}

const expectAnswered = (text: string): void => {
  const outcome = parse(text)
  if (Array.isArray(outcome)) return
  expect(isQueryError(outcome), `${text}\n${outcome}`).toBe(true)
}

describe('a hostile text', () => {
  it('is a query or refused, made of any words', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 40 }), fc.constantFrom('', ' '), (words, space) => {
        expectAnswered(words.join(space))
        expectAnswered(`Events | where ${words.join(space)}`)
      }),
      { numRuns: 2000 },
    )
  })

  it('is a query or refused, made of a good one by cutting and pasting', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...accepted),
        fc.constantFrom(...accepted),
        fc.nat(),
        fc.nat(),
        fragment,
        (one, other, from, to, between) => {
          expectAnswered(one.slice(0, from % one.length) + between + other.slice(to % other.length))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['brackets', '(', ')'],
    ['negations', 'not(', ')'],
    ['minus signs', '-(', ')'],
    ['indexes', 'Payload[', ']'],
    ['calls', 'strcat(City, ', ')'],
    ['choices', 'iff(true, ', ', 1)'],
    ['arrays', 'dynamic([', '])'],
    ['open arrays', 'dynamic([[', ''],
    ['comments', '//', '\n'],
    ['names', "['a", "']"],
    ['sums', '1 + ', ''],
    ['products', 'toint(City) * ', ''],
    ['conditions', "City == 'a' or ", ''],
    ['lists', "City in ('a', ", ')'],
    ['backslashes', "'\\\\", "'"],
  ])('is a query or refused, nested without end: %s', (_, open, close) => {
    for (const depth of [10, 60, 70, 20_000]) {
      const text = `Events | where ${open.repeat(depth)}1${close.repeat(depth)}`
      expectAnswered(text)
      expectAnswered(text.slice(0, 65_536))
    }
  })

  it.each([
    ['operators', '| where true ', 'Events '],
    ['projections', '| extend 1 ', 'Events '],
    ['columns', '1,', 'Events | project '],
    ['columns of one name', 'Payload.a,', 'Events | project '],
    ['columns of one function', 'count(),', 'Events | summarize '],
    ['digits', '9', 'Events | take '],
    ['decimals', '0', 'Events | where 1d > 0.'],
    ['zeros', '0', 'Events | where 1 == '],
    ['constants', 'let a = 1;', ''],
    ['blanks', ' \n', 'Events'],
    ['parts', '.a', 'Events | where Payload'],
    ['bangs', '!', 'Events | where '],
    ['spans', '1d + ', 'Events | where '],
  ])('is a query or refused, long without end: %s', (_, part, start) => {
    for (const length of [1000, 60_000]) expectAnswered(start + part.repeat(length / part.length))
  })
})
