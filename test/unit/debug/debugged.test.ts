import fc from 'fast-check'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { debugged } from '../../../src/debug/debugged.ts'
import { acknowledged } from '../../../src/delivery/transports/acknowledged.ts'
import { createTracker } from '../../../src/tracker/create-tracker.ts'
import type { TrackerOptions } from '../../../src/tracker/tracker-options.ts'
import type { Delivery, DeliveryResult, Issue } from '../../../src/types.ts'
import { rivet } from '../../../src/wires/rivet/rivet.ts'
import type { RivetEvent } from '../../../src/wires/rivet/rivet-event.ts'
import { garbage, nearly, right } from '../../support/garbage.ts'
import { fakeNetwork } from '../../support/network.ts'
import { clearStorage } from '../../support/page.ts'
import { endOfTask } from '../../support/start-scheduler.ts'
import { collector } from '../../support/start-tracker.ts'

beforeEach(() => {
  vi.useFakeTimers()
  clearStorage()
})
afterEach(() => vi.useRealTimers())
afterAll(() => vi.restoreAllMocks())

describe('a tracker that is watched', () => {
  it.each<[string, () => DeliveryResult | Promise<DeliveryResult>]>([
    ['at once', () => ({ status: 202 })],
    ['later', async () => ({ status: 200 })],
    ['by throwing', () => expect.unreachable()],
  ])('has its deliveries answer %s as they do', async (_, send) => {
    const inherited = { prepare: vi.fn(async (request) => request) }
    const delivery: Delivery = Object.freeze(Object.assign(Object.create(inherited), { send }))
    const watched = debugged({ collector, delivery }, { console: true }).delivery
    vi.spyOn(console, 'info').mockImplementation(() => {})
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const request = { url: collector, body: 'x', lines: 1 }
    const of = (each: Delivery) => {
      try {
        return each.send(request, { isLeaving: true, isRefused: false })
      } catch {
        return 'thrown'
      }
    }
    expect(of(watched)).toEqual(of(delivery))
    await endOfTask()
    await watched.prepare?.(request)
    expect(inherited.prepare).toHaveBeenCalledWith(request)
  })

  it('does the same as one that is not, whatever an event holds', async () => {
    const event = fc.oneof(
      nearly({
        category: right(fc.string({ minLength: 1 })),
        action: right(fc.string({ minLength: 1 })),
        labels: nearly({ embedId: right(fc.string()), photo: right(fc.double()) }),
        date: right(fc.nat()),
        duration: right(fc.nat()),
        page: right(fc.webUrl()),
      }),
      garbage,
    )
    let recorded = 0
    /** What came of it, without the names of the sender. */
    const fate = async (
      makers: readonly (() => unknown)[],
      watch: (options: TrackerOptions) => TrackerOptions,
    ) => {
      const sent = fakeNetwork()
      vi.setSystemTime('2026-11-21T12:00:00Z')
      const issues: (string | undefined)[] = []
      const onIssue = ({ reason, field }: Issue) => issues.push(reason, field)
      const options = { collector, isAnonymous: true, onIssue, delivery: acknowledged() }
      const { track, stop } = createTracker(watch(options))
      for (const make of makers) track(make() as RivetEvent)
      stop()
      await vi.advanceTimersByTimeAsync(5_000)
      clearStorage()
      recorded += sent.length
      return { issues, bodies: sent.map(({ body }) => body.replace(/\bk=[\w-]+/g, 'k=')) }
    }
    for (const method of ['info', 'warn'] as const) vi.spyOn(console, method).mockImplementation(() => {})
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 10 }), async (makers) => {
        const plain = await fate(makers, (options) => options)
        expect(await fate(makers, (options) => debugged(options, { console: true }))).toEqual(plain)
        expect(await fate(makers, (options) => debugged(options))).toEqual(plain)
      }),
      { numRuns: 60 },
    )
    expect(recorded).toBeGreaterThan(60)
  }, 300_000)

  it('has options that cannot be watched as they are', () => {
    for (const options of [
      { collector, plugins: 5 },
      { collector, wire: 'rivet' },
      { collector, delivery: 1 },
    ])
      expect(debugged(options as never)).toBe(options)
  })

  it('has its own wire and plugins, and takes the overlay away when it stops', async () => {
    fakeNetwork()
    const overlays = () => document.querySelectorAll('rivulet-debug').length
    const encode = vi.fn(rivet().encode)
    const options = debugged({
      collector,
      wire: { ...rivet(), encode },
      plugins: [(tell) => tell({ name: 'page/view' })],
    })
    const tracker = createTracker(options)
    await vi.advanceTimersByTimeAsync(0)
    expect(encode).toHaveBeenCalledOnce()
    expect(overlays()).toBe(1)
    tracker.stop()
    expect(overlays()).toBe(0)
    const next = createTracker(options)
    expect(overlays()).toBe(1)
    next.stop()
    expect(overlays()).toBe(0)
  })
})
