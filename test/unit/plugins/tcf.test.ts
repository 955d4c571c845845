import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createConsent } from '../../../src/consent/consent.ts'
import { tcf } from '../../../src/plugins/tcf.ts'
import type { ConsentState } from '../../../src/types.ts'
import { stubGlobal } from '../../support/page.ts'

type Listener = (data: object, isSuccess: boolean) => void

/** A banner with the framework's interface, as its specification has it. */
const openBanner = () => {
  const listeners = new Map<number, Listener>()
  stubGlobal('__tcfapi', (command: string, version: number, callback: Listener, id?: number) => {
    expect(version).toBe(2)
    if (command === 'addEventListener') listeners.set(listeners.size + 1, callback)
    if (command === 'removeEventListener') callback({}, listeners.delete(id ?? 0))
  })
  const say = (data: object, isSuccess = true) => {
    for (const [listenerId, listener] of listeners) listener({ ...data, listenerId }, isSuccess)
  }
  return { listeners, say }
}

const purposes = (...consented: number[]) => ({
  purpose: { consents: Object.fromEntries(consented.map((purpose) => [purpose, true])) },
})
const done = { eventStatus: 'useractioncomplete', gdprApplies: true }

const follow = (...options: [Parameters<typeof tcf>[1]?]) => {
  const consent = createConsent('pending')
  const life = new AbortController()
  tcf(consent, ...options)(vi.fn(), life.signal)
  onTestFinished(() => life.abort())
  return { consent, stop: () => life.abort() }
}

describe('consent by the Transparency and Consent Framework', () => {
  it.each<[string, object, ConsentState]>([
    ['both purposes', { ...done, ...purposes(1, 8) }, 'granted'],
    ['one of two purposes', { ...done, ...purposes(1, 7) }, 'denied'],
    ['nothing at all', done, 'denied'],
    ['what was said on an earlier page', { ...done, eventStatus: 'tcloaded', ...purposes(1, 8) }, 'granted'],
    ['an open banner', { ...done, eventStatus: 'cmpuishown', ...purposes(1, 8) }, 'pending'],
    ['a visitor to whom the law does not apply', { eventStatus: 'tcloaded', gdprApplies: false }, 'granted'],
  ])('after %s', (_, data, state) => {
    const { say } = openBanner()
    const { consent } = follow()
    say(data)
    expect(consent.state).toBe(state)
  })

  it('asks for the purposes and the vendor it was told', () => {
    const { say } = openBanner()
    const { consent } = follow({ purposes: [1], vendor: 42 })
    say({ ...done, ...purposes(1) })
    expect(consent.state).toBe('denied')
    say({ ...done, ...purposes(1), vendor: { consents: { 42: true } } })
    expect(consent.state).toBe('granted')
  })

  it('changes with the visitor’s mind, and not once it is stopped', () => {
    const { say, listeners } = openBanner()
    const { consent, stop } = follow()
    say({ ...done, ...purposes(1, 8) })
    say(done)
    expect(consent.state).toBe('denied')
    stop()
    say({ ...done, ...purposes(1, 8) })
    expect(consent.state).toBe('denied')
    expect(listeners.size).toBe(0)
  })

  it('decides nothing of an error, or without a banner', () => {
    expect(follow().consent.state).toBe('pending')
    const { say } = openBanner()
    const { consent } = follow()
    say({ ...done, ...purposes(1, 8) }, false)
    expect(consent.state).toBe('pending')
  })
})
