// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Tracker } from '../../src/types.ts'
import type { RivetEvent } from '../../src/wires/rivet/rivet-event.ts'

const view = { category: 'embed', action: 'view' }
const touched = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', touched)
  vi.stubGlobal('addEventListener', touched)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it.each([
  ['the package', () => import('../../src/index.ts')],
  ['the script-tag build', () => import('../../src/script/main.ts')],
])('without a window importing %s and all verbs do nothing', async (_, load) => {
  expect(typeof window).toBe('undefined')
  const names = new Set(Object.getOwnPropertyNames(globalThis))
  const { createTracker }: { createTracker(options: object): Tracker<RivetEvent> } = await load()
  const onIssue = vi.fn()
  const tracker = createTracker({ collector: 'https://collect.example/', onIssue })
  tracker.track(view)
  tracker.with({ category: 'embed' }).track({ action: 'view' })
  tracker.time(view)()
  tracker.flush()
  tracker.stop()
  tracker.track(view)
  expect(vi.getTimerCount()).toBe(0)
  await vi.runAllTimersAsync()
  expect(onIssue).not.toHaveBeenCalled()
  expect(touched).not.toHaveBeenCalled()
  expect(Object.getOwnPropertyNames(globalThis).filter((name) => !names.has(name))).toEqual([])
})
