// @vitest-environment node
import { expect, it } from 'vitest'
import { debugged } from '../../../src/debug/index.ts'

it('on a server there is nothing to watch: options stay what they are', () => {
  expect(typeof document).toBe('undefined')
  const options = { collector: 'https://collect.example/' }
  expect(debugged(options)).toBe(options)
  expect(debugged(options, { console: true })).toBe(options)
})
