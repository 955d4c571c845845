// @vitest-environment node
import { expect, it } from 'vitest'
import { createLedger } from '../../../src/delivery/ledger.ts'

it('a ledger counts by name, one unless told how many, and is read while it grows', () => {
  const { counts, count } = createLedger()
  expect(counts).toEqual({})
  count('recorded')
  count('recorded')
  count('delivered', 12)
  count('delivered', 0)
  expect(counts).toEqual({ recorded: 2, delivered: 12 })
})
