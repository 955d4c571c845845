// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { batch } from '../../../src/wires/batch.ts'

describe('batch', () => {
  it.each([
    ['is empty for no lines', [], ''],
    ['leaves one line as it is', ['?u=1\na=1'], '?u=1\na=1'],
    ['says what neighbours share once', ['?u=1\na=1', '?u=1\na=2'], '?u=1\na=1\na=2'],
    ['says it again when it changes', ['?u=1\na=1', '?u=2\na=2'], '?u=1\na=1\n?u=2\na=2'],
    [
      'says it again when it comes back: only neighbours share',
      ['?u=1\na=1', '?u=2\na=2', '?u=1\na=3', '?u=1\na=4'],
      '?u=1\na=1\n?u=2\na=2\n?u=1\na=3\na=4',
    ],
  ])('%s', (_, lines, body) => {
    expect(batch(lines)).toBe(body)
  })
})
