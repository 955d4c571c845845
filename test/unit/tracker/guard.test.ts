// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { createGuard } from '../../../src/tracker/guard.ts'
import type { Issue } from '../../../src/types.ts'

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
    ['null as unexpected', null, { reason: 'unexpected', value: null }],
    ['undefined as unexpected', undefined, { reason: 'unexpected', value: undefined }],
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

  it('does not pass on what onIssue returns', () => {
    expect(createGuard(() => 1).report(issue)).toBeUndefined()
  })

  it('reports nothing that comes of reporting, and goes on afterwards', () => {
    const onIssue = vi.fn(() => {
      if (onIssue.mock.calls.length < 9) guard.run(throwing(error))
    })
    const guard = createGuard(onIssue)
    guard.report(issue)
    guard.report(issue)
    expect(onIssue.mock.calls).toEqual([[issue], [issue]])
  })
})
