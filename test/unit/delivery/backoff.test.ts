// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest'
import { backoff } from '../../../src/delivery/backoff.ts'

afterEach(() => vi.restoreAllMocks())

describe('backoff', () => {
  it.each([
    [0, 1_000],
    [1, 2_000],
    [5, 32_000],
    [6, 60_000],
    [5_000, 60_000],
  ])('after %d failures is anything up to %d ms', (failures, bound) => {
    const random = vi.spyOn(Math, 'random')
    const waits = [0, 0.5, 1].map((chance) => {
      random.mockReturnValue(chance)
      return backoff(failures)
    })
    expect(waits).toEqual([0, bound / 2, bound])
  })
})
