import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createConsent } from '../../../src/consent/consent.ts'
import { acknowledged } from '../../../src/delivery/transports/acknowledged.ts'
import { lineStore } from '../../support/line-store.ts'
import { eventsOf, fakeNetwork } from '../../support/network.ts'
import { clearStorage } from '../../support/page.ts'
import { endOfTask } from '../../support/start-scheduler.ts'
import { startTracker } from '../../support/start-tracker.ts'

const view = { category: 'embed', action: 'view' }
const left = '_tog.rv-outbox 0 1795000000000 a https://collect.example/track/activity'

beforeEach(() => {
  vi.useFakeTimers()
  clearStorage()
})
afterEach(() => vi.useRealTimers())

it.each(['deny', 'forget'] as const)('%s() deletes the lines of trackers that were stopped', async (verb) => {
  fakeNetwork()
  const consent = createConsent('granted')
  const own = lineStore()
  for (const outbox of [undefined, own]) {
    // What it leaves by a beacon waits for an answer.
    const { track, stop } = startTracker({ consent, outbox, delivery: acknowledged() })
    track(view)
    stop()
  }
  await endOfTask()
  expect(own.lines().length).toBe(1)
  expect(Object.keys(localStorage).filter((key) => key.startsWith('_tog.rv-outbox')).length).toBe(1)
  consent[verb]()
  await endOfTask()
  expect(own.lines()).toEqual([])
  expect(Object.keys(localStorage)).toEqual([])
})

it('what was left in localStorage is deleted where no tracker was ever made', async () => {
  localStorage.setItem(left, '?\nd=1')
  createConsent('pending').deny()
  await endOfTask()
  expect(Object.keys(localStorage)).toEqual([])
})

it('a place of lines that trackers share is gone through once', async () => {
  fakeNetwork()
  const consent = createConsent('pending')
  const outbox = lineStore()
  outbox.set(left, '?\nd=1')
  const all = vi.spyOn(outbox, 'all')
  const remove = vi.spyOn(outbox, 'remove')
  for (const { stop } of Array.from({ length: 3 }, () => startTracker({ consent, outbox }))) stop()
  startTracker({ consent, outbox })
  consent.deny()
  await endOfTask()
  expect(all).toHaveBeenCalledTimes(1)
  expect(remove.mock.calls).toEqual([[left]])
})

it('a tracker that was stopped stays so when consent is granted anew, and costs the others nothing', async () => {
  const sent = fakeNetwork()
  const consent = createConsent('granted')
  const stopped = startTracker({ consent })
  stopped.stop()
  const { track, flush, issues } = startTracker({ consent })
  consent.deny()
  consent.grant()
  stopped.track(view)
  track(view)
  flush()
  await endOfTask()
  expect(eventsOf(sent).length).toBe(1)
  expect(issues).toEqual([])
  expect(stopped.issues).toEqual([{ reason: 'stopped' }])
})

it('what is tracked right after forget() is kept', async () => {
  fakeNetwork()
  const consent = createConsent('granted')
  const outbox = lineStore()
  const trackers = [startTracker({ consent, outbox }), startTracker({ consent, outbox })]
  for (const { track } of trackers) track(view)
  consent.forget()
  for (const { track } of trackers) track(view)
  await endOfTask()
  expect(outbox.lines().length).toBe(2)
  for (const { issues } of trackers) expect(issues).toEqual([{ reason: 'denied', events: 1 }])
})
