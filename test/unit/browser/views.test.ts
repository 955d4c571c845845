import { expect, it, vi } from 'vitest'
import { onView } from '../../../src/browser/views.ts'
import { activatePage, prerenderPage } from '../../support/page.ts'

it('a page that is rendered in advance has no view before it is activated, and none when life ended before', () => {
  prerenderPage()
  const begin = vi.fn()
  const ended = vi.fn()
  const lives = [new AbortController(), new AbortController()] as const
  onView(begin, {}, lives[0].signal)
  onView(ended, {}, lives[1].signal)
  lives[1].abort()
  expect(begin).not.toHaveBeenCalled()
  activatePage()
  expect(begin.mock.calls).toEqual([['load']])
  expect(ended).not.toHaveBeenCalled()
  lives[0].abort()
})
