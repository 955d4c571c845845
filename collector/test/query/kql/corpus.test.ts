import { describe, expect, it } from 'vitest'
import { columnsOf } from '../../../src/query/columns.ts'
import { parseKql } from '../../../src/query/kql/parse-kql.ts'
import { accepted, refused } from './support/corpus.ts'
import { askOracle } from './support/oracle.ts'

const now = 17_000_000_000_000_000n

describe('what is accepted', () => {
  it('is several hundred queries', () => {
    expect(accepted.length).toBeGreaterThan(300)
    expect(new Set(accepted).size).toBe(accepted.length)
  })

  it.each(accepted)('Kusto accepts too, and calls the columns the same: %s', (query) => {
    const columns = columnsOf(parseKql(query, now)).map(({ name, type }) => `${name}: ${type}`)
    expect(askOracle(query)).toEqual({ errors: [], columns })
  })
})

describe('what is refused', () => {
  it.each(refused)('is refused by name and at its place: $query', ({ query, message, at }) => {
    expect(() => parseKql(query, now)).toThrow(
      expect.objectContaining({
        name: 'QueryError',
        message: expect.stringMatching(message),
        ...(at !== undefined && { at }),
      }),
    )
  })
})
