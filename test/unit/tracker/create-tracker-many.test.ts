import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createConsent } from '../../../src/consent/consent.ts'
import type { Delivery, Issue } from '../../../src/types.ts'
import { fakeDelivery } from '../../support/fake-delivery.ts'
import { eventsOf, fakeNetwork, readByCollector } from '../../support/network.ts'
import { clearStorage } from '../../support/page.ts'
import { endOfTask } from '../../support/start-scheduler.ts'
import { startTracker } from '../../support/start-tracker.ts'

const view = { category: 'embed', action: 'view' }

beforeEach(() => {
  vi.useFakeTimers()
  clearStorage()
})
afterEach(() => vi.useRealTimers())

describe('trackers', () => {
  const failure = new Error('delivery')
  it.each<[string, Delivery['send']]>([
    ['rejects', () => Promise.reject(failure)],
    [
      'throws',
      () => {
        throw failure
      },
    ],
  ])('report a delivery that %s, and keep the events for the next', async (_, fail) => {
    const { attempts, delivery } = fakeDelivery()
    const send = vi.fn(delivery.send).mockImplementationOnce(fail)
    const { track, flush, issues } = startTracker({ delivery: { send } })
    track(view)
    flush()
    await endOfTask()
    expect(issues).toEqual([{ reason: 'unexpected', value: failure }])
    flush()
    await endOfTask()
    expect(attempts.map(({ request }) => request.lines)).toEqual([1])
  })

  it.each(['flush', 'stop'] as const)('bear a %s while what was tracked early is written', async (verb) => {
    const sent = fakeNetwork()
    const onIssue = vi.fn(() => tracker[verb]())
    const tracker = startTracker({ onIssue })
    for (const action of ['', 'one', 'two']) tracker.track({ category: 'embed', action })
    expect(tracker.flush).not.toThrow()
    await endOfTask()
    expect(onIssue).toHaveBeenCalledTimes(1)
    expect(eventsOf(sent).map(({ action }) => action)).toEqual(['one', 'two'])
  })

  it('write nothing more once it is denied while what was tracked early is written', async () => {
    const sent = fakeNetwork()
    const consent = createConsent('granted')
    const { track, flush } = startTracker({ consent, onIssue: () => consent.deny() })
    for (const action of ['', 'one', 'two']) track({ category: 'embed', action })
    expect(flush).not.toThrow()
    await endOfTask()
    expect([sent, Object.keys(localStorage)]).toEqual([[], []])
  })

  it('report a delivery that is none', async () => {
    const { track, flush, issues } = startTracker({ delivery: 5 as never })
    track(view)
    flush()
    await endOfTask()
    expect(issues).toEqual([{ reason: 'unexpected', value: expect.any(TypeError) }])
  })

  it('leave no hole in the sequence for events that are refused', async () => {
    const sent = fakeNetwork()
    const { track, flush, issues } = startTracker()
    track(view)
    track({ category: '', action: 'view' })
    track({ ...view, date: 1.5 })
    track(view)
    flush()
    await endOfTask()
    expect(eventsOf(sent).map(({ sequence }) => sequence)).toEqual([1, 2])
    expect(issues.map(({ field }) => field)).toEqual(['category', 'date'])
  })

  it('count one sequence with those they make by with()', async () => {
    const sent = fakeNetwork()
    const { track, with: withDefaults, flush } = startTracker()
    const child = withDefaults({ category: 'embed' })
    track(view)
    child.track({ action: 'view' })
    child.time({ action: 'load' })()
    track(view)
    flush()
    await endOfTask()
    const events = eventsOf(sent)
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4])
    expect(new Set(events.map(({ sender }) => sender)).size).toBe(1)
  })

  it('live side by side: same ids, each its own sender and end', async () => {
    const sent = fakeNetwork()
    const [one, other] = [startTracker(), startTracker()]
    one.track(view)
    other.track(view)
    one.stop()
    other.track(view)
    other.flush()
    await endOfTask()
    const [first, second, third] = eventsOf(sent)
    expect(second).toMatchObject({ visitor: first!.visitor, session: first!.session, sequence: 1 })
    expect(second!.sender).not.toBe(first!.sender)
    expect(third).toMatchObject({ sender: second!.sender, sequence: 2 })
    expect(other.issues).toEqual([])
  })

  it('go on when onIssue throws', async () => {
    const sent = fakeNetwork()
    const onIssue = vi.fn(() => {
      throw new Error('host')
    })
    const { track, flush } = startTracker({ onIssue })
    track({ category: '', action: 'view' })
    track(view)
    flush()
    await endOfTask()
    expect(onIssue).toHaveBeenCalledTimes(1)
    expect(eventsOf(sent)).toHaveLength(1)
  })

  /** One more than may wait, as long as a collector takes them; in memory, as a test's storage is slow. */
  const tooMany = 11
  const long = { ...view, conversion: 'x'.repeat(99_000) }

  it('report what they had to drop', async () => {
    fakeNetwork({ quota: Infinity })
    const { track, issues } = startTracker({ batch: { count: Infinity, bytes: Infinity } })
    for (let event = 0; event < tooMany; event++) track(long)
    await endOfTask()
    expect(issues).toEqual([{ reason: 'outbox-full' }])
  })

  it('give no key twice, and come to an end, when onIssue tracks what they had to drop', async () => {
    const sent = fakeNetwork({ quota: Infinity })
    const onIssue = vi.fn(({ reason }: Issue) => track({ category: 'sdk', action: reason }))
    const { track, flush } = startTracker({ batch: { count: Infinity, bytes: Infinity }, onIssue })
    for (let event = 0; event < tooMany; event++) track(long)
    await endOfTask()
    expect(onIssue).toHaveBeenCalledTimes(1)
    flush()
    await endOfTask()
    const sequences = eventsOf(sent).map(({ sequence }) => sequence)
    expect(sequences).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(eventsOf(sent).at(-1)).toMatchObject({ action: 'outbox-full' })
  })

  it('tell the collector how their events fare', async () => {
    const sent = fakeNetwork()
    const { track, flush } = startTracker()
    track(view)
    track({ category: '', action: 'view' })
    flush()
    await endOfTask()
    track(view)
    flush()
    await endOfTask()
    const ledgers = sent.flatMap((request) => readByCollector(request).reports)
    const [event] = eventsOf(sent)
    expect(ledgers).toEqual([
      { sender: event!.sender, ledger: { recorded: 1, invalid: 1 } },
      { sender: event!.sender, ledger: { recorded: 2, invalid: 1, delivered: 1 } },
    ])
  })

  it('give no key twice when an option fails each track', async () => {
    const sent = fakeNetwork()
    const { track, flush, issues } = startTracker({ batch: { wait: Symbol('wait') as never } })
    track(view)
    track(view)
    flush()
    await endOfTask()
    expect(eventsOf(sent).map(({ sequence }) => sequence)).toEqual([1, 2])
    expect(issues.map(({ reason }) => reason)).toEqual(['unexpected', 'unexpected'])
  })
})
