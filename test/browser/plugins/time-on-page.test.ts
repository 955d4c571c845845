import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Signal } from '../../../src/types.ts'
import { leavesNothing, usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()
const plugin = 'rivulet.timeOnPage()'
const pages = { '/away': 'Away' }

const sum = (signals: readonly Signal[]): number =>
  signals.reduce((total, { duration }) => total + Number(duration), 0)

/** How long the page has been there by its own clock, in ms. */
const age = 'performance.now()'

it('time is told when the page is hidden, and what follows when it is hidden again: without the time between', async () => {
  const { page, hide, told, run, isCalm } = await opened('')
  const began = (await run(`use(${plugin}); return ${age}`)) as number
  await pause(300)
  const show = await hide()
  const first = await told(1)
  expect(first).toMatchObject([{ name: 'page/engage', page: page.url() }])
  expect(sum(first)).toBeGreaterThanOrEqual(299)
  expect(sum(first)).toBeLessThanOrEqual(((await run(`return ${age}`)) as number) - began)
  await pause(1500)
  await show()
  await pause(300)
  await hide()
  const hidden = (await run(`return ${age}`)) as number
  const both = await told(2)
  expect(both).toHaveLength(2)
  expect(sum(both)).toBeGreaterThanOrEqual(598)
  // It was out of sight for more than that.
  expect(sum(both)).toBeLessThan(hidden - began - 1500)
  await isCalm()
})

it("each page of an application has its own time, and the last one's is told when it is left", async () => {
  const { address, page, run, told, events } = await opened(plugin, { pages })
  await pause(200)
  await run(`history.pushState(0, '', '/one')`)
  await pause(200)
  await page.goto(`${address}/away`)
  await page.goto(`${address}/next`)
  const seen = await told(2)
  expect(seen.map(({ page }) => page)).toStrictEqual([`${address}/`, `${address}/one`])
  for (const { duration } of seen) expect(duration).toBeGreaterThanOrEqual(199)
  await expect.poll(events).toMatchObject([
    { category: 'page', action: 'engage', page: `${address}/`, duration: seen[0]!.duration },
    { page: `${address}/one`, duration: seen[1]!.duration },
  ])
})

it('a page that lay in the back/forward cache was not looked at meanwhile', async () => {
  const { address, page, run, until, told } = await opened('', { pages })
  const began = Date.now()
  await run(`use(${plugin})`)
  await run(`addEventListener('pageshow', ({ persisted }) => { globalThis.isBack = persisted })`)
  await page.goto(`${address}/away`)
  const left = Date.now()
  await pause(1500)
  const returned = Date.now()
  await page.evaluate('setTimeout(() => history.back())')
  await until('globalThis.isBack')
  await pause(200)
  await page.goto(`${address}/away`)
  const leftAgain = Date.now()
  await page.goto(`${address}/next`)
  const seen = await told(2)
  expect(seen).toHaveLength(2)
  expect(seen[1]!.duration).toBeGreaterThanOrEqual(199)
  expect(sum(seen)).toBeLessThanOrEqual(left - began + leftAgain - returned + 1000)
})

it('whoever does nothing for too long is not there', async () => {
  const { page, run, hide, told } = await opened('')
  const began = (await run(`use(rivulet.timeOnPage({ idle: 300 })); return ${age}`)) as number
  await pause(1500)
  await page.mouse.move(9, 9)
  const last = (await run(`return ${age}`)) as number
  await pause(1500)
  await hide()
  const [signal] = await told(1)
  expect(signal!.duration).toBeGreaterThanOrEqual(599)
  expect(signal!.duration).toBeLessThan(last - began)
})

it('what begins in a hidden tab begins when the tab is shown', async () => {
  const { run, hide, told } = await opened('')
  const show = await hide()
  await run(`use(${plugin})`)
  await pause(1500)
  const before = (await run(`return ${age}`)) as number
  await show()
  await pause(200)
  await hide()
  const [signal] = await told(1)
  expect(signal!.duration).toBeGreaterThanOrEqual(199)
  expect(signal!.duration).toBeLessThan(((await run(`return ${age}`)) as number) - before)
})

it('nothing is left of it', async () => {
  const visit = await opened('', { pages })
  await leavesNothing(visit, 'rivulet.timeOnPage({ idle: 100 })')
  await visit.page.goto(`${visit.address}/next`)
  expect(await visit.told(0)).toStrictEqual([])
})
