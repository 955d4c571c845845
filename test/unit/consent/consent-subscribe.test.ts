import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createConsent } from '../../../src/consent/consent.ts'
import { tcf } from '../../../src/plugins/tcf.ts'
import type { ConsentState } from '../../../src/types.ts'
import { eventsOf, fakeNetwork } from '../../support/network.ts'
import { clearStorage, stubGlobal } from '../../support/page.ts'
import { endOfTask } from '../../support/start-scheduler.ts'
import { startTracker } from '../../support/start-tracker.ts'

const view = { category: 'embed', action: 'view' }

const heard = () => {
  const consent = createConsent('pending')
  const states: ConsentState[] = []
  const end = consent.subscribe((state) => states.push(state))
  return { consent, states, end }
}

beforeEach(() => {
  vi.useFakeTimers()
  clearStorage()
})
afterEach(() => vi.useRealTimers())

it('a listener hears of each new state, and of nothing else, until it has enough', () => {
  const { consent, states, end } = heard()
  consent.forget()
  consent.grant()
  consent.grant()
  consent.forget()
  consent.deny()
  consent.deny()
  expect(states).toEqual(['granted', 'denied'])
  end()
  consent.grant()
  expect(states).toEqual(['granted', 'denied'])
})

it('a listener hears what a platform has decided', () => {
  const { consent, states } = heard()
  stubGlobal('__tcfapi', (_: string, _version: number, told: (data: object, isSuccess: boolean) => void) =>
    told({ eventStatus: 'useractioncomplete', purpose: { consents: { 1: true, 8: true } } }, true),
  )
  startTracker({ consent, plugins: [tcf(consent)] })
  expect(states).toEqual(['granted'])
})

it('what a listener throws reaches neither the page, nor other listeners, nor trackers', async () => {
  const sent = fakeNetwork()
  const consent = createConsent('pending')
  consent.subscribe(() => {
    throw new Error('broken banner')
  })
  const states: ConsentState[] = []
  consent.subscribe((state) => states.push(state))
  const { track, flush, issues } = startTracker({ consent })
  track(view)
  expect(() => consent.grant()).not.toThrow()
  flush()
  await endOfTask()
  expect(states).toEqual(['granted'])
  expect(eventsOf(sent).length).toBe(1)
  expect(issues).toEqual([])
})

it('a listener may decide otherwise, and the last word counts', async () => {
  const sent = fakeNetwork()
  const { consent, states } = heard()
  consent.subscribe((state) => state === 'granted' && consent.deny())
  const { track, flush, issues } = startTracker({ consent })
  consent.grant()
  track(view)
  flush()
  await endOfTask()
  expect([consent.state, states.at(-1)]).toEqual(['denied', 'denied'])
  expect(sent).toEqual([])
  expect(issues).toEqual([{ reason: 'denied' }])
  expect(Object.keys(localStorage)).toEqual([])
})

it('two that follow each other come to an end', () => {
  const [one, other] = [createConsent('pending'), createConsent('pending')]
  one.subscribe((state) => (state === 'granted' ? other.grant() : other.deny()))
  other.subscribe((state) => (state === 'granted' ? one.grant() : one.deny()))
  other.grant()
  expect([one.state, other.state]).toEqual(['granted', 'granted'])
  one.deny()
  expect([one.state, other.state]).toEqual(['denied', 'denied'])
})
