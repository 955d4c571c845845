// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { createGuard } from '../../src/guard.ts'
import type { Issue } from '../../src/types.ts'

const throwing = (thrown: unknown) => (): never => {
  throw thrown
}

describe('createGuard', () => {
  it('gives what the work gives, and reports nothing', () => {
    const onIssue = vi.fn()
    expect(createGuard(onIssue).run(() => 7)).toBe(7)
    expect(onIssue).not.toHaveBeenCalled()
  })

  const issue: Issue = { reason: 'invalid', field: 'category', value: '' }
  const error = new TypeError('no')
  it.each([
    ['an issue as it is', issue, issue],
    ['an error as unexpected', error, { reason: 'unexpected', value: error }],
    ['text as unexpected', 'text', { reason: 'unexpected', value: 'text' }],
    ['zero as unexpected', 0, { reason: 'unexpected', value: 0 }],
  ])('reports %s', (_, thrown, reported) => {
    const onIssue = vi.fn()
    const guard = createGuard(onIssue)
    expect(guard.run(throwing(thrown))).toBeUndefined()
    guard.report(thrown)
    expect(onIssue.mock.calls).toEqual([[reported], [reported]])
  })

  it('lets nothing out that the host throws at an issue', () => {
    const guard = createGuard(throwing(new Error('host')))
    expect(guard.run(throwing(issue))).toBeUndefined()
    expect(guard.report(issue)).toBeUndefined()
  })
})
