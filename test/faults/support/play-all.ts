import { afterAll, describe, expect, it } from 'vitest'
import { canPlay, play } from '../play.mjs'
import { scenarios } from '../scenarios/index.mjs'
import type { Engine, Scenario } from '../types.ts'
import { useBundles } from './bundled.ts'
import { type Dialect, type DialectName, dialects } from './dialects.ts'
import { excuse, late, lost, type Setup, setups } from './expectations.ts'
import { ours } from './ours.ts'
import { realCollector } from './real-collector.ts'
import type { ScenarioName } from './scenario-names.ts'

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)

const without = (numbers: readonly number[], others: readonly number[]): number[] => {
  const known = new Set(others)
  return numbers.filter((number) => !known.has(number))
}

/** The numbers that are there more often than so many times. */
const oftener = (numbers: readonly number[], times: number): number[] => {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts.keys()].filter((number) => counts.get(number)! > times)
}

/** As a person would say it: of a thousand numbers in a row, the first and the last. */
const inWords = (numbers: readonly number[]): string => {
  const all = sorted(numbers)
  const firsts = all.filter((number, at) => all[at - 1] !== number - 1)
  const lasts = all.filter((number, at) => all[at + 1] !== number + 1)
  return firsts.map((first, at) => (first === lasts[at] ? `${first}` : `${first} to ${lasts[at]}`)).join(', ')
}

/**
 * How often an event may travel while the collector answers: what left with a beacon once more, for an answer that is read,
 * where the wire cannot ask for it by its key. Firefox cancels what runs in a tab that is closed: then nobody notes that a
 * beacon was taken.
 */
const mostTravels = (setup: Setup, { canAsk }: Dialect, isCancelled: boolean): number =>
  (setup === 'beacons' || canAsk ? 1 : 2) + (isCancelled ? 1 : 0)

/** Scenarios at whose end a tab is closed by its user, and how many pages they leave. */
const closing: Partial<Record<ScenarioName, number>> = { close: 1, visit: 10, burst: 1, largeThenClose: 1 }

/**
 * How often such a scenario is begun anew where the browser did not let the page end: Chromium gives a page that closes half
 * a second (kUnloadTimeout in render_frame_host_impl.cc) and then kills its process, and what it has just put into localStorage
 * may go with it. On a machine that stands still that would be another scenario.
 */
const maxCloses = 5

/**
 * Firefox drops about one in a hundred beacons of tabs that are closed on a busy machine, before it has connected (where the
 * content process goes before its channel is there: CleanupBackgroundChannel in HttpChannelParent.cpp). Such an event comes
 * with the second visit, and a page can do nothing about it. That it had taken the beacon is known; twice in a row, it is
 * something else.
 */
const maxDrops = 2

/** How long, in ms, a busy machine may take longer than a scenario says. */
const patience = 60_000

/** What is played, by dialect and by how it is delivered. */
type Plan = Partial<Record<DialectName, Partial<Record<Setup, readonly ScenarioName[]>>>>

const listed = (plan: Plan): [DialectName, Setup, readonly ScenarioName[]][] =>
  (Object.keys(plan) as DialectName[]).flatMap((dialect) =>
    (Object.entries(plan[dialect] ?? {}) as [Setup, readonly ScenarioName[]][]).map(
      ([setup, names]): [DialectName, Setup, readonly ScenarioName[]] => [dialect, setup, names],
    ),
  )

/**
 * Plays scenarios with our tracker and our collector: everything arrives, and nothing is stored twice.
 *
 * @param roundTrip - to the collector and back, in ms
 */
export const playAll = (engine: Engine, plan: Plan, { roundTrip = 0 }: { roundTrip?: number } = {}): void => {
  const network = roundTrip ? `, ${roundTrip} ms away` : ''
  const bundles = useBundles()
  const notes: string[] = []
  afterAll(() => console.log(notes.sort().join('\n')))

  for (const [dialect, setup, names] of listed(plan)) {
    describe(`${engine.name}, ${dialect}, ${setups[setup]}${network}`, () => {
      it.for(names.map((name) => [scenarios[name].name, name] as const))(
        '%s',
        async ([heading, name], { onTestFailed, onTestFinished }) => {
          const scenario: Scenario = scenarios[name]
          const isLost = excuse(lost, name, engine.name, setup)
          const isLate = isLost ?? excuse(late, name, engine.name, setup)
          const playOnce = async () => {
            const collector = await realCollector(bundles().collector, dialect)
            onTestFinished(() => collector.close())
            expect(canPlay(scenario, engine, collector)).toBeTruthy()
            const outcome = await play(scenario, {
              engine,
              subject: ours(bundles().sdk, dialect, setups[setup]),
              collector,
              roundTrip,
              patience: isLate ? 0 : patience,
            })
            return { ...outcome, collector }
          }
          const isClosed = name in closing
          let played = await playOnce()
          for (let times = 1; played.farewells < (closing[name] ?? 0) && times < maxCloses; times++)
            played = await playOnce()
          const isDropped = () =>
            isClosed && !isLate && played.dropped > 0 && played.before.length < played.tracked.length
          for (let times = 1; isDropped() && times < maxDrops; times++) {
            if (setup !== 'beacons')
              expect(inWords(played.arrived), 'what was dropped comes later').toBe(inWords(played.tracked))
            played = await playOnce()
          }
          const { tracked, before, arrived, left, asked, bodies, requests, isFaultless, collector } = played
          // What fails once in a hundred runs says by it whether events were kept, sent or stored.
          const seen = bodies.map((body) => dialects[dialect].numbers(body))
          onTestFailed(() =>
            console.log(
              `${engine.name}, ${dialect}, ${setup}${network}, ${heading}`,
              JSON.stringify({ before, arrived, left, asked, requests, seen }),
            ),
          )

          const { rows, keys } = collector.stored()
          expect(inWords(oftener(arrived, 1)), 'nothing is stored twice').toBe('')
          expect(rows, 'each key is stored once').toBe(keys)
          expect(inWords(without(arrived, tracked)), 'nothing arrives that was not tracked').toBe('')
          expect(inWords(without(before, arrived)), 'what has arrived stays').toBe('')
          const issues = asked.filter((path) => path.startsWith('/issue/'))
          expect(
            isFaultless ? issues : issues.filter((path) => !path.startsWith('/issue/unreachable/')),
            'the SDK itself drops nothing',
          ).toStrictEqual([])
          const sent = seen.flat()
          expect(inWords(without(arrived, sent)), 'what arrives was seen on its way').toBe('')
          if (isFaultless)
            expect(
              inWords(
                oftener(sent, mostTravels(setup, dialects[dialect], engine.name === 'firefox' && isClosed)),
              ),
              'while all is well, little travels again',
            ).toBe('')

          if (isLost) expect(left, 'what is lost does not wait anywhere').toStrictEqual([])
          else expect(inWords(arrived), 'everything arrives').toBe(inWords(tracked))
          if (scenario.isConfirmed) expect(left, 'everything is confirmed').toStrictEqual([])
          if (!isLate) expect(inWords(before), 'without a second visit').toBe(inWords(tracked))

          const note = (count: number, what: string, because = ''): void => {
            if (count > 0)
              notes.push(
                `${engine.name}, ${dialect}, ${setup}${network}, ${heading}: ${count} of ${tracked.length} ${what}: ${because}`,
              )
          }
          note(tracked.length - arrived.length, 'never arrived', isLost)
          note(arrived.length - before.length, 'arrived with the second visit only', isLate)
        },
      )
    })
  }
}
