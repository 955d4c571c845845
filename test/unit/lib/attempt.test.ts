// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { attempt } from '../../../src/lib/attempt.ts'

describe('attempt', () => {
  it('gives what the work gives', () => {
    const failed = vi.fn()
    expect(attempt(() => 7, failed)).toBe(7)
    expect(failed).not.toHaveBeenCalled()
  })

  it.each([new Error('no'), undefined, null, 0, 'text'])(
    'gives nothing when the work throws %o, and tells it',
    (thrown) => {
      const failed = vi.fn()
      const work = (): number => {
        throw thrown
      }
      expect(attempt(work)).toBeUndefined()
      expect(attempt(work, failed)).toBeUndefined()
      expect(failed.mock.calls).toEqual([[thrown]])
    },
  )
})
