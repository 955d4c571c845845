import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTracker as createScriptTracker } from '../../src/script/main.ts'
import { createTracker } from '../../src/tracker/create-tracker.ts'
import type { Tracker } from '../../src/types.ts'
import { rison } from '../../src/wires/rivet/rison.ts'
import { rivet } from '../../src/wires/rivet/rivet.ts'
import { garbage, nearly, right } from '../support/garbage.ts'
import { eventsOf, fakeNetwork } from '../support/network.ts'
import { clearStorage } from '../support/page.ts'

const collector = 'https://collect.example/track/activity'

beforeEach(() => {
  vi.useFakeTimers()
  clearStorage()
})
afterEach(() => vi.useRealTimers())

const options = fc.oneof(
  {
    weight: 9,
    arbitrary: nearly({
      collector: right(fc.constant(collector)),
      wire: right(fc.constantFrom(undefined, rivet(), rivet({ rison }), rivet({ rison, pack: 'address' }))),
      batch: nearly({
        count: right(fc.nat(20)),
        bytes: right(fc.nat(5_000)),
        wait: right(fc.nat(5_000)),
      }),
      delivery: right(fc.constant(undefined)),
      onIssue: right(fc.constant(() => undefined)),
    }),
  },
  { weight: 1, arbitrary: garbage },
)

const event = fc.oneof(
  {
    weight: 6,
    arbitrary: nearly({
      category: right(fc.string({ minLength: 1 })),
      action: right(fc.string({ minLength: 1 })),
      labels: nearly({ embedId: right(fc.string()), photo: right(fc.double()) }),
      date: right(fc.nat()),
      organization: right(fc.nat()),
      source: right(fc.nat()),
      duration: right(fc.nat()),
      page: right(fc.webUrl()),
      qualifiers: right(fc.oneof(fc.string(), fc.object())),
      conversion: right(fc.string()),
    }),
  },
  { weight: 1, arbitrary: garbage },
)

type Verb = (tracker: Tracker<object>, value: never) => Tracker<object> | undefined

const verb = fc.oneof(
  ...Object.entries<[weight: number, verb: Verb]>({
    track: [24, ({ track }, value) => void track(value)],
    with: [1, (tracker, value) => tracker.with(value) as Tracker<object>],
    time: [8, ({ time }, value) => void time(value)()],
    flush: [4, ({ flush }) => void flush()],
    stop: [1, ({ stop }) => void stop()],
  }).map(([, [weight, call]]) => ({ weight, arbitrary: fc.constant(call) })),
)

it.each<[string, (options: never) => Tracker<never>]>([
  ['the package', createTracker],
  ['the script-tag build', createScriptTracker],
])(
  '10,000 calls with garbage to %s throw nothing, and store no event rejected or twice',
  async (_, create) => {
    const calls = fc.array(fc.tuple(verb, event), { minLength: 25, maxLength: 25 })
    let called = 0
    let stored = 0
    const keys: string[] = []
    await fc.assert(
      fc.asyncProperty(options, calls, async (makeOptions, script) => {
        const sent = fakeNetwork()
        // What is thrown past the guard fails here; what a promise rejects with fails the whole run.
        let tracker = create(makeOptions() as never) as Tracker<object>
        for (const [call, makeValue] of script) {
          tracker = call(tracker, makeValue() as never) ?? tracker
          called++
        }
        tracker.flush()
        // Not until all timers have run: a delivery that is garbage is retried for ever.
        await vi.advanceTimersByTimeAsync(5_000)
        for (const { sender, sequence } of eventsOf(sent)) {
          stored++
          // One event in an address goes without its key.
          if (sender !== undefined) keys.push(`${sender} ${sequence}`)
        }
      }),
      { numRuns: 400, endOnFailure: true },
    )
    expect(called).toBeGreaterThanOrEqual(10_000)
    expect(stored).toBeGreaterThan(300)
    expect(keys.length).toBeGreaterThan(200)
    expect(new Set(keys).size).toBe(keys.length)
  },
  300_000,
)
