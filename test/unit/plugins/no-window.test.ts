// @vitest-environment node
import { expect, it, vi } from 'vitest'
import {
  clicks,
  createTracker,
  errors,
  forms,
  pageViews,
  scrollDepth,
  timeOnPage,
  visibility,
  webVitals,
} from '../../../src/index.ts'

const onLCP = vi.fn()

it.each([
  ['pageViews', pageViews],
  ['clicks', clicks],
  ['visibility', () => visibility('.tile')],
  ['forms', forms],
  ['scrollDepth', scrollDepth],
  ['timeOnPage', timeOnPage],
  ['webVitals', () => webVitals({ onLCP })],
  ['errors', errors],
])('on a server %s does nothing', (_, plugin) => {
  expect(typeof window).toBe('undefined')
  const onIssue = vi.fn()
  const tracker = createTracker({ collector: 'https://collect.example/', onIssue, plugins: [plugin()] })
  tracker.use(plugin())()
  tracker.stop()
  expect(onIssue).not.toHaveBeenCalled()
  expect(onLCP).not.toHaveBeenCalled()
})
