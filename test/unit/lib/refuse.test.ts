// @vitest-environment node
import { expect, it } from 'vitest'
import { refuse } from '../../../src/lib/refuse.ts'
import { caught } from '../../support/caught.ts'

it('refuse throws an issue that names the field and holds its value', () => {
  expect(caught(() => refuse('category', 5))).toEqual({ reason: 'invalid', field: 'category', value: 5 })
})
