import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createConsent } from '../../../src/consent/consent.ts'
import { acknowledged } from '../../../src/delivery/transports/acknowledged.ts'
import { createTracker } from '../../../src/tracker/create-tracker.ts'
import type { Signal } from '../../../src/types.ts'
import { rivet } from '../../../src/wires/rivet/rivet.ts'
import { eventsOf, fakeNetwork, type Sent } from '../../support/network.ts'
import { clearStorage, hidePage, stubGlobal } from '../../support/page.ts'
import { endOfTask } from '../../support/start-scheduler.ts'
import { collector, startTracker } from '../../support/start-tracker.ts'

const view = { category: 'embed', action: 'view' }
const start = new Date('2026-11-21T12:00:00Z').getTime()
const traces = () => [...Object.keys(localStorage), ...document.cookie.split('; ').filter(Boolean)]
const dates = (sent: readonly Sent[]) => eventsOf(sent).map(({ date }) => date - start / 1000)

beforeEach(() => {
  vi.useFakeTimers({ now: start })
  clearStorage()
})
afterEach(() => vi.useRealTimers())

describe('a tracker whose consent is pending', () => {
  it('touches neither storage nor network, whatever happens', async () => {
    const sent = fakeNetwork()
    const { track, flush } = startTracker({ consent: createConsent() })
    track(view)
    flush()
    hidePage()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toEqual([])
    expect(traces()).toEqual([])
  })

  it('sends what it has held when consent is granted, in order and with their own times', async () => {
    const sent = fakeNetwork()
    const consent = createConsent('pending')
    const tracker = startTracker({ consent })
    tracker.track({ ...view, labels: { which: 'first' } })
    await vi.advanceTimersByTimeAsync(7_000)
    tracker.with({ category: 'embed' }).track({ action: 'click' })
    await vi.advanceTimersByTimeAsync(7_000)
    consent.grant()
    tracker.track(view)
    tracker.flush()
    await endOfTask()
    expect(consent.state).toBe('granted')
    expect(dates(sent)).toEqual([0, 7, 14])
    expect(eventsOf(sent).map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    expect(tracker.issues).toEqual([])
  })

  it('holds where they happened, too', async () => {
    const sent = fakeNetwork()
    const consent = createConsent('pending')
    const tracker = startTracker({ consent })
    const { href } = location
    tracker.track(view)
    history.pushState(0, '', '/later')
    onTestFinished(() => history.replaceState(0, '', href))
    consent.grant()
    tracker.track(view)
    tracker.flush()
    await endOfTask()
    expect(eventsOf(sent).map(({ page }) => page)).toEqual([href, new URL('/later', href).href])
  })

  it('holds what its plugins see', async () => {
    const sent = fakeNetwork()
    const consent = createConsent('pending')
    const wire = { ...rivet(), fromSignal: ({ name }: Signal) => ({ category: 'seen', action: name }) }
    const tracker = createTracker({ collector, wire, consent, plugins: [(tell) => tell({ name: 'it' })] })
    onTestFinished(tracker.stop)
    consent.grant()
    tracker.flush()
    await endOfTask()
    expect(eventsOf(sent)).toMatchObject([{ category: 'seen', action: 'it' }])
  })

  it('holds a thousand events, and drops the oldest for one more', async () => {
    const sent = fakeNetwork()
    const consent = createConsent('pending')
    const { track, flush, issues } = startTracker({ consent, delivery: acknowledged() })
    for (let date = 0; date < 1_002; date++) track({ ...view, date })
    expect(issues).toEqual(Array(2).fill({ reason: 'outbox-full', events: 1 }))
    consent.grant()
    flush()
    await endOfTask()
    const stored = eventsOf(sent).map(({ date }) => date)
    expect(stored).toEqual(Array.from({ length: 1_000 }, (_, at) => at + 2))
  })

  it('says what is lost when it is stopped', () => {
    const { track, stop, issues } = startTracker({ consent: createConsent('pending') })
    track(view)
    stop()
    track(view)
    expect(issues).toEqual([{ reason: 'stopped', events: 1 }, { reason: 'stopped' }])
  })
})

describe('denied consent', () => {
  it('drops what was held, and says so', async () => {
    const sent = fakeNetwork()
    const consent = createConsent('pending')
    const { track, flush, issues } = startTracker({ consent })
    track(view)
    track(view)
    consent.deny()
    track(view)
    flush()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(issues).toEqual([{ reason: 'denied', events: 2 }, { reason: 'denied' }])
    expect(sent).toEqual([])
    expect(traces()).toEqual([])
  })

  it('deletes what was stored and sends nothing of it, not even when the page goes', async () => {
    const sent = fakeNetwork({ answer: () => new Response('', { status: 503 }) })
    const consent = createConsent('granted')
    const tracker = startTracker({ consent, delivery: acknowledged() })
    tracker.track(view)
    tracker.flush()
    await endOfTask()
    tracker.track(view)
    expect(traces().length).toBeGreaterThan(4)
    const before = sent.length
    consent.deny()
    await endOfTask()
    hidePage()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(traces()).toEqual([])
    expect(sent.length).toBe(before)
    expect(tracker.issues).toEqual([{ reason: 'denied', events: 2 }])
  })

  it('deletes what earlier pages have left, and leaves what others have stored', async () => {
    fakeNetwork()
    localStorage.setItem('_tog.rv-outbox 0 1795000000000 a https://collect.example/track/activity', '?\nd=1')
    localStorage.setItem('theirs', 'kept')
    const consent = createConsent('pending')
    startTracker({ consent })
    consent.deny()
    await endOfTask()
    expect(traces()).toEqual(['theirs'])
  })

  it('can be granted later, to a visitor nobody knows', async () => {
    const sent = fakeNetwork()
    const consent = createConsent('granted')
    const { track, flush } = startTracker({ consent })
    track(view)
    flush()
    await endOfTask()
    consent.deny()
    consent.grant()
    track(view)
    flush()
    await endOfTask()
    const [before, after] = eventsOf(sent)
    expect(after?.sequence).toBe(1)
    for (const id of ['visitor', 'session', 'sender'] as const) expect(after?.[id]).not.toBe(before?.[id])
  })

  it('is where it begins in a browser that asks not to be tracked', () => {
    for (const signal of [{ globalPrivacyControl: true }, { doNotTrack: '1' }]) {
      stubGlobal('navigator', signal)
      expect(createConsent().state).toBe('denied')
      expect(createConsent('pending').state).toBe('pending')
    }
  })
})

it('forgetting gives the next event new ids, while consent goes on', async () => {
  const sent = fakeNetwork()
  const consent = createConsent('granted')
  const { track, flush, issues } = startTracker({ consent })
  track(view)
  flush()
  await endOfTask()
  track(view)
  consent.forget()
  track(view)
  flush()
  await endOfTask()
  const events = eventsOf(sent)
  expect(events.length).toBe(2)
  expect(new Set(events.map(({ visitor }) => visitor)).size).toBe(2)
  expect(issues).toEqual([{ reason: 'denied', events: 1 }])
})

describe('without consent to ask', () => {
  it.each([{ globalPrivacyControl: true }, { doNotTrack: '1' }])('%o is honoured', async (signal) => {
    const sent = fakeNetwork()
    stubGlobal('navigator', { ...navigator, ...signal })
    const { track, flush, issues } = startTracker()
    track(view)
    flush()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(issues).toEqual([{ reason: 'denied' }])
    expect(sent).toEqual([])
    expect(traces()).toEqual([])
  })

  it('anonymous events have no ids, and none are stored', async () => {
    const sent = fakeNetwork()
    const { track, flush } = startTracker({ isAnonymous: true })
    track(view)
    expect(traces().filter((key) => !key.startsWith('_tog.rv-outbox'))).toEqual([])
    flush()
    await endOfTask()
    expect(eventsOf(sent)).toMatchObject([{ sequence: 1 }])
    expect(sent[0]?.body).not.toMatch(/[?&][ui]=/)
  })
})

it('that nobody can read allows nothing, until somebody grants it', () => {
  const consent = createConsent('Granted' as never)
  expect(consent.state).toBe('pending')
})
