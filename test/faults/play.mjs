/** @import { Destination, Engine, Outcome, Scenario, Subject, Tab } from './types.ts' */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { faultProxy } from './proxy.mjs'
import { serveSite } from './site.mjs'
import { slowNetwork } from './slow-network.mjs'

/** Milliseconds, at the end, in which copies of what arrived may follow. */
const lull = 1_500

/** Milliseconds that a second visit lasts when not everything arrives: leftovers of a dead page may be left for a while. */
const visit = 12_000

/** Milliseconds that it lasts while the page says that something still waits: a busy machine needs its time. */
const longVisit = 90_000

/** Milliseconds that a page may take to put what it was told where its end, or the browser's, does not reach it. */
const longKeeping = 60_000

/**
 * Tells the site of each page's end, where the page hears of it itself: after all who listen when the page is parsed, as those
 * at the window are called in their order (seen in Chromium 156, where capturing ones do not come first). Who is killed among
 * them has not ended. WebKitGTK hides what is closed, and says no more.
 */
const farewell = `<script>{
  const send = navigator.sendBeacon.bind(navigator)
  // A beacon that the browser has taken, and nobody gets, is the browser's to lose: it is known by another one.
  if (navigator.userAgent.includes('Firefox/'))
    navigator.sendBeacon = (...beacon) => {
      const isTaken = send(...beacon)
      if (isTaken) send('/taken')
      return isTaken
    }
  let isSaid = false
  const say = () => {
    if (!isSaid) isSaid = send('/farewell')
  }
  addEventListener('DOMContentLoaded', () => {
    addEventListener('pagehide', say)
    addEventListener('visibilitychange', () => document.hidden && say())
  })
}</script>`

/**
 * Whether a scenario can be played with this engine and collector.
 *
 * @param {Scenario} scenario
 * @param {Engine} engine
 * @param {Destination} collector
 */
export const canPlay = ({ needs = [] }, engine, collector) =>
  needs.every((need) => (need === 'restart' ? collector.kill && collector.start : engine.can.includes(need)))

/**
 * Plays a scenario in a browser, profile, site and proxy of its own; several may play at once.
 *
 * @param {Scenario} scenario
 * @param {{ engine: Engine, subject: Subject, collector: Destination, roundTrip?: number, patience?: number }} cast - the
 *   collector must be empty; `roundTrip` is how far away it is, in ms; `patience` is how long, in ms, to wait beyond the
 *   scenario's time for events that are due before the reader comes back. It ends with the last of them, and costs nothing
 *   but where one is lost
 * @returns {Promise<Outcome>}
 */
export const play = async (scenario, { engine, subject, collector, roundTrip = 0, patience = 0 }) => {
  /** @type {(() => Promise<unknown>)[]} */
  const ends = []
  try {
    const proxy = await faultProxy(() => collector.url)
    ends.push(proxy.close)
    const network = await slowNetwork(proxy.url, roundTrip)
    ends.push(network.close)
    const site = await serveSite(subject.pages(network.url, farewell + (scenario.before ?? '')))
    ends.push(site.close)
    await collector.admit?.(new URL(site.at()).origin)
    const profile = await mkdtemp(join(tmpdir(), 'faults-'))
    ends.push(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }))
    const launch = async () => {
      const browser = await engine.launch(profile)
      ends.push(browser.kill)
      return browser
    }

    const first = await launch()
    let browser = first
    let hasEnded = false
    const ending = (/** @type {() => Promise<void>} */ end) => async () => {
      hasEnded = true
      await end()
    }
    const address = site.at('/')
    const tab = await first.open(address)

    /** @type {number[]} */
    const tracked = []
    const numbers = async () => [...(await collector.numbers())]
    /** Waits until everything arrived, or for so long. @returns whether everything did */
    const arrivals = async (/** @type {number} */ within) => {
      const deadline = Date.now() + within
      const isAll = async () => new Set(await collector.numbers()).size >= tracked.length
      while (!(await isAll()) && Date.now() < deadline) await pause(50)
      return isAll()
    }
    /** Waits until all that was tracked is where the subject says, or has arrived. */
    const safe = async (/** @type {Subject['kept']} */ where = async () => tracked) => {
      const isSafe = async () => {
        const there = new Set([...(await where(tab)), ...(await numbers())])
        return tracked.every((number) => there.has(number))
      }
      for (const end = Date.now() + longKeeping; !(await isSafe()) && Date.now() < end; ) await pause(50)
    }
    /** Whether a page says that it has something to send. */
    const isWaiting = async (/** @type {Tab} */ page) => {
      const left = subject.left && (await page.evaluate(subject.left))
      return Array.isArray(left) && left.length > 0
    }

    await scenario.run({
      browser: { ...first, quit: ending(first.quit), kill: ending(first.kill) },
      tab,
      proxy,
      collector,
      address,
      blank: site.at('/empty'),
      async track(count, { tab: where = tab, next = '', size = 0 } = {}) {
        const from = tracked.length + 1
        for (let number = from; number < from + count; number++) tracked.push(number)
        const script = `for (let number = ${from}; number < ${from + count}; number++) track(number, ${size})`
        // A page that leaves has nobody to answer, and a driver that waits for its answer may do so for ever.
        const done = where.evaluate(
          next ? `setTimeout(() => { ${script}; ${next} }) && 0` : `{ ${script} } 0`,
        )
        await (next ? done.catch(() => {}) : done)
      },
      deferred: () => safe(subject.deferred),
      kept: () => safe(subject.kept),
      stored: () => safe(subject.stored),
    })
    // Copies can still come during the second visit: nobody has to wait for them now.
    await arrivals(scenario.within + lull + patience)
    const before = await numbers()
    const said = (/** @type {string} */ what) => site.asked.filter((path) => path === what).length
    const farewells = said('/farewell')
    const dropped = said('/taken') - proxy.bodies.length
    /** @type {Tab | undefined} */
    let again
    if (scenario.returns) {
      if (hasEnded) browser = await launch()
      again = await browser.open(address)
      const end = Date.now() + longVisit
      while (!(await arrivals(visit)) && (await isWaiting(again)) && Date.now() < end);
      while (scenario.isConfirmed && Date.now() < end && (await isWaiting(again))) await pause(50)
    }
    await pause(lull)
    return {
      tracked,
      before,
      arrived: await numbers(),
      left: subject.left && (await again?.evaluate(subject.left)),
      requests: proxy.counts,
      bodies: proxy.bodies,
      isFaultless: proxy.isFaultless,
      farewells,
      dropped,
      asked: site.asked,
    }
  } finally {
    for (const end of ends.reverse()) await end()
  }
}
