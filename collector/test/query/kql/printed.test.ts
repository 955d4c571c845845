import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseKql } from '../../../src/query/kql/parse-kql.ts'
import { print } from './support/print.ts'
import { randomQuery } from './support/random-tree.ts'

const now = 17_000_000_000_000_000n

describe('a printed query', () => {
  it('is read as what it was', () => {
    fc.assert(
      fc.property(randomQuery, (query) => {
        expect(parseKql(print(query), now)).toStrictEqual(query)
      }),
      { numRuns: 300, endOnFailure: true },
    )
  })
})
