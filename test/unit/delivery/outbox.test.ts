// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { memoryOutbox } from '../../../src/delivery/outbox.ts'

describe('memoryOutbox', () => {
  it('hands out what was put, oldest first, and once', () => {
    const outbox = memoryOutbox(vi.fn())
    outbox.put('a')
    outbox.put('b')
    expect(outbox.take()).toEqual(['a', 'b'])
    expect(outbox.take()).toEqual([])
  })

  it('has what is released wait again, before all others', () => {
    const outbox = memoryOutbox(vi.fn())
    outbox.put('a')
    outbox.put('b')
    const taken = outbox.take()
    outbox.put('c')
    outbox.remove(taken.slice(0, 1))
    outbox.release(taken.slice(1))
    expect(outbox.take()).toEqual(['b', 'c'])
  })

  it('drops the oldest beyond 5,000, and reports each', () => {
    const report = vi.fn()
    const outbox = memoryOutbox(report)
    for (let line = 0; line < 5_000; line++) outbox.put(`${line}`)
    expect(report).not.toHaveBeenCalled()
    outbox.put('5000')
    outbox.put('5001')
    expect(report.mock.calls).toEqual([[{ reason: 'outbox-full' }], [{ reason: 'outbox-full' }]])
    const lines = outbox.take()
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([5_000, '2', '5001'])
  })
})
