import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { createPace, processorShare } from '../../src/relay/pace.ts'
import { readRelayFile } from '../../src/relay/read-relay-file.ts'
import { startRelay } from '../../src/relay/start-relay.ts'
import { openSqlite } from '../../src/store/sqlite/open.ts'
import { numbered } from '../support/arrivals.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventually, numbers, quick } from './support/relaying.ts'
import { webhook } from './support/upstreams.ts'

/**
 * A process that relays to so many targets, by a clock that is the test's: each target works for 10 ms, or rests; to wake from a
 * rest is work, too.
 */
function simulated(processors: number, targets: number, requests = 0) {
  let time = 0
  let worked = 0
  let rested = 0
  const pace = createPace({ processors, now: () => time, worked: () => worked })
  const wakes = Array.from({ length: targets }, () => 0)
  const work = (milliseconds: number) => {
    time += milliseconds
    worked += milliseconds
  }
  return {
    pace,
    /** @returns the share of one processor that it worked, how much of that for events, and how long targets rested */
    run(milliseconds: number) {
      const before = { time, worked, rested }
      let useful = 0
      while (time < before.time + milliseconds) {
        const next = wakes.indexOf(Math.min(...wakes))
        time = Math.max(time, wakes[next]!)
        const rest = pace.rest()
        if (rest > 0) work(0.02)
        else {
          work(10)
          useful += 10
          for (let sent = 0; sent < requests; sent += 1) pace.requested()
          pace.worked()
        }
        rested += rest
        wakes[next] = time + rest
      }
      const took = time - before.time
      return {
        share: (worked - before.worked) / took,
        useful: useful / took,
        rested: rested - before.rested,
      }
    },
  }
}

it.each([
  [1, 1],
  [2, 1],
  [2, 3],
  [2, 16],
  [4, 1],
  [8, 16],
])(
  'works its share of %i processors while the collector is busy, whatever the targets: %i',
  (processors, targets) => {
    const { pace, run } = simulated(processors, targets)
    pace.collectorIs(1)
    const { share } = run(600_000)
    expect(share).toBeLessThanOrEqual(processors * processorShare * 1.02)
    expect(share).toBeGreaterThan(processors * processorShare * 0.9)
  },
)

it('goes on at once when the collector is quiet, and owes nothing for what it worked meanwhile', () => {
  const { pace, run } = simulated(2, 3)
  const full = { rested: 0 }
  expect(run(10_000)).toMatchObject(full)
  pace.collectorIs(1)
  run(100)
  expect(run(10_000).share).toBeLessThan(0.2)
  pace.collectorIs(0.3)
  // Rests end that had begun.
  run(1_000)
  expect(run(60_000)).toMatchObject(full)
  pace.collectorIs(1)
  expect(run(10_000).share).toBeGreaterThan(0.1)
})

it('counts requests, which cost more than what this process works for them', () => {
  // As many as make the work of 10 ms count twice.
  const { pace, run } = simulated(2, 1, 500)
  pace.collectorIs(1)
  const { useful } = run(600_000)
  expect(useful).toBeLessThan(processorShare * 1.1)
  expect(useful).toBeGreaterThan(processorShare * 0.9)
})

it('never rests where its share of the machine is a whole processor', () => {
  const { pace, run } = simulated(16, 3)
  pace.collectorIs(1)
  expect(run(10_000)).toMatchObject({ rested: 0 })
})

// This process is the collector, and its event loop has no time left.
it.runIf(availableParallelism() * processorShare < 1)(
  'gives way to a collector that is busy, and goes on when that is quiet',
  async () => {
    const secret = 'the-secret-4711'
    const hook = await webhook(secret)
    const store = openSqlite(join(temporaryFolder(), 'events.db'))
    onTestFinished(store.close)
    const count = 2_000
    await store.append(Array.from({ length: count }, (_, at) => numbered('one', at + 1)))
    const relay = await startRelay(store, targetsOf(hook.url, secret), silent)
    onTestFinished(relay.stop)
    let last = relay.status()
    // With each of its reports the relay hears how busy this is.
    for (let reports = 0; reports < 20 && !last[0]?.rested; last = relay.status(), reports += 1) {
      while (relay.status() === last) {
        for (const end = performance.now() + 20; performance.now() < end; );
        await setImmediate()
      }
    }
    expect(last[0]?.rested).toBeGreaterThan(0)
    await eventually(() => hook.received.length).toBe(count)
    expect(hook.received.map(({ key }) => key)).toEqual(numbers('one', 1, count))
  },
)

function targetsOf(url: string, secret: string) {
  const file = join(temporaryFolder(), 'relay.json')
  const hook = { kind: 'events', url, secret: { env: 'SECRET' }, from: 'beginning', ...quick }
  writeFileSync(file, JSON.stringify({ targets: { hook } }))
  return readRelayFile(file, { SECRET: secret })
}

const silent = { info() {}, warn() {}, error() {} }
