import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from '../test/faults/engines/chromium.mjs'
import { canPlay, play } from '../test/faults/play.mjs'
import { scenarios } from '../test/faults/scenarios/index.mjs'
import { atMost } from './lib/at-most.mjs'
import { chosen } from './lib/chosen.mjs'
import { chromiumVersion } from './lib/chromium-version.mjs'
import { countingCollector } from './lib/counting-collector.mjs'
import { fate } from './lib/fate.mjs'
import { lossTables } from './lib/loss-tables.mjs'
import { report } from './lib/report.mjs'
import { storingCollector } from './lib/storing-collector.mjs'
import { trackedSite } from './lib/tracked-site.mjs'
import { acknowledged, allIn, durable, peers, rivulet, scriptTag } from './subjects/index.mjs'

const ours = [rivulet, acknowledged, allIn, durable, scriptTag]
const subjects = chosen('SUBJECTS', [...ours, ...peers], ({ name }) => name)
const stories = chosen('SCENARIOS', Object.entries(scenarios), ([key]) => key)

/** Made once: what is built meanwhile does not get in. */
const sites = new Map(
  await Promise.all(subjects.map(async (subject) => [subject, await trackedSite(subject)])),
)

/** Browsers at a time. Nearly all of a scenario is waiting. */
const together = 5

/** How long a page that lives on may go on retrying, in ms: copies come late. posthog waits for 3 to 6 s. */
const linger = 6_000

/** The same scenario, with time for copies where the page lives on: there, events have longer than that to arrive. */
const lingering = (scenario) =>
  scenario.within < linger
    ? scenario
    : {
        ...scenario,
        async run(stage) {
          await scenario.run(stage)
          await sleep(linger)
        },
      }

/** What became of a subject's events in a scenario, or the `error`. */
const playFor = async (scenario, subject) => {
  const collector = await (ours.includes(subject) ? storingCollector() : countingCollector(subject.endpoint))
  try {
    if (!canPlay(scenario, chromium, collector)) throw Error('Chromium or the collector cannot play this')
    const outcome = await play(lingering(scenario), {
      engine: chromium,
      subject: sites.get(subject),
      collector,
    })
    collector.check()
    return { ...fate(outcome), sameIds: collector.sameIds() }
  } catch (error) {
    return { error }
  } finally {
    await collector.close()
  }
}

const played = stories.map(([, scenario]) => ({ scenario, fates: new Map() }))
const pairs = played.flatMap(({ scenario, fates }) =>
  subjects.map((subject) => ({ scenario, fates, subject })),
)
await atMost(
  together,
  pairs.map(({ scenario, fates, subject }) => async () => {
    process.stderr.write(`${scenario.name}: ${subject.name}\n`)
    fates.set(subject, await playFor(scenario, subject))
  }),
)

const all = pairs.map(({ scenario, fates, subject }) => ({
  name: `${subject.name}, ${scenario.name}`,
  scenario: scenario.name,
  subject: subject.name,
  ...fates.get(subject),
}))

report('loss', {
  tables: lossTables(subjects, played),
  failures: all.filter(({ error }) => error),
  figures: all.filter(({ error }) => !error).map(({ name, ...figures }) => figures),
  notes: [
    'A surplus copy is an event that is there once more than it was tracked: at Rivulet in its collector’s store, at the others in what was sent to their collectors.',
    'A repeat of an id is a copy that shares its id with another. Rivulet’s collector knew them and stored none; of the others’ surplus copies they are those that a server could know, if it remembers ids.',
  ],
  packages: subjects.flatMap((subject) => subject.package ?? []),
  browser: chromiumVersion(),
})
