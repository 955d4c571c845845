import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Signal } from '../../../src/types.ts'
import { leavesNothing, usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()
const plugin = 'rivulet.scrollDepth()'

/** As high as so many screens. */
const high = (screens: number): string => `<style>body { margin: 0 }</style>
<div id="content" style="height: ${screens * 100}vh"></div>`

const depths = (signals: readonly Signal[]): unknown[] => signals.map(({ depth }) => depth)
const scrollTo = (share: number): string => `scrollTo(0, document.body.scrollHeight * ${share} - innerHeight)`

it('each depth is told once, when it comes into sight', async () => {
  const { run, told, signals, events, isCalm } = await opened(plugin, { body: high(10) })
  expect(await told(0)).toStrictEqual([])
  await run(scrollTo(0.3))
  expect(await told(1)).toStrictEqual([{ name: 'page/scroll', depth: 25 }])
  await run(scrollTo(0.8))
  expect(depths(await told(3))).toStrictEqual([25, 50, 75])
  await run('scrollTo(0, 0)')
  await pause(100)
  await run(scrollTo(1))
  expect(depths(await told(5))).toStrictEqual([25, 50, 75, 90, 100])
  await run('tracker.flush()')
  await expect.poll(events).toHaveLength((await signals()).length)
  expect(events()[0]).toMatchObject({ category: 'page', action: 'scroll', labels: { depth: '25' } })
  await isCalm()
})

it('a page that is short enough was seen whole: it is told when it is left', async () => {
  const { address, page, told, signals } = await opened(plugin, {
    body: high(0.5),
    pages: { '/away': 'Away' },
  })
  expect(await told(0)).toStrictEqual([])
  await page.goto(`${address}/away`)
  await page.goto(`${address}/next`)
  expect(depths(await told(5))).toStrictEqual([25, 50, 75, 90, 100])
  expect(await signals()).toHaveLength(5)
})

it("an application's next page begins anew, and is not deep for being empty at first", async () => {
  const { run, told } = await opened(plugin, { body: high(10) })
  await run(scrollTo(0.6))
  expect(depths(await told(2))).toStrictEqual([25, 50])
  await run(`
    history.pushState(0, '', '/two')
    content.style.height = 0
    await new Promise((done) => addEventListener('scroll', done, { once: true }))
    content.style.height = '500vh'`)
  expect(depths(await told(2))).toStrictEqual([25, 50])
  await run(scrollTo(0.5))
  expect(depths(await told(4))).toStrictEqual([25, 50, 25, 50])
})

it('what has no scroll bar is told with a click', async () => {
  const { page, told } = await opened('rivulet.scrollDepth({ depths: [40, 100] })', { body: high(2) })
  await page.click('#content')
  expect(depths(await told(1))).toStrictEqual([40])
})

it('the depth of an element, at depths of one’s choice', async () => {
  const { run, told } = await opened('', {
    body: `<div id="box" style="height: 100px; overflow: auto"><div style="height: 1000px"></div></div>${high(10)}`,
  })
  await run('use(rivulet.scrollDepth({ element: box, depths: [20, 80] }))')
  await run(scrollTo(1))
  await run('box.scrollTop = 100')
  expect(depths(await told(1))).toStrictEqual([20])
  await run('box.scrollTop = 900')
  expect(depths(await told(2))).toStrictEqual([20, 80])
})

it('an element that is not shown has no depth', async () => {
  const { run, told } = await opened('', { body: `<div id="box" hidden></div>${high(10)}` })
  await run('use(rivulet.scrollDepth({ element: box }))')
  await run(scrollTo(1))
  expect(await told(0)).toStrictEqual([])
})

it('nothing is left of it', async () => {
  const visit = await opened('', { body: high(10) })
  await leavesNothing(visit, plugin)
  await visit.run(scrollTo(1))
  expect(await visit.told(0)).toStrictEqual([])
})
