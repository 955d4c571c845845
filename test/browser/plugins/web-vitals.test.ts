import { expect, it } from 'vitest'
import type { Signal } from '../../../src/types.ts'
import { usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()
const plugin = 'rivulet.webVitals(rivulet.vitals)'
const pages = { '/away': 'Away' }

const body = `<h1>A page</h1>
<button onclick="moved.style.marginTop = '200px'; const until = performance.now() + 100; while (performance.now() < until);">Move</button>
<div id="moved" style="height: 400px; background: silver">Words</div>`

const names = (signals: readonly Signal[]): string[] => [...new Set(signals.map(({ name }) => name))].sort()

it('what the library measures is told, at last when the page is left', async () => {
  const { address, page, told, events, isCalm } = await opened(plugin, { body, pages })
  await page.waitForFunction(`performance.getEntriesByName('first-contentful-paint').length`)
  await page.click('button')
  await told(3)
  await isCalm()
  await page.goto(`${address}/away`)
  await page.goto(`${address}/last`)
  const seen = (await told(5)).filter(({ page }) => page === undefined)
  expect(names(seen)).toStrictEqual(['vitals/cls', 'vitals/fcp', 'vitals/inp', 'vitals/lcp', 'vitals/ttfb'])
  for (const { value, id, rating } of seen) {
    expect(value).toBeGreaterThanOrEqual(0)
    expect(id).toMatch(/^v\d/)
    expect(rating).toMatch(/^(good|needs-improvement|poor)$/)
  }
  expect(seen.find(({ name }) => name === 'vitals/inp')?.value).toBeGreaterThanOrEqual(96)
  await expect
    .poll(() => names(events().map(({ category, action }) => ({ name: `${category}/${action}` }) as Signal)))
    .toStrictEqual(names(seen))
  const { value, id } = seen.find(({ name }) => name === 'vitals/inp')!
  expect(events().find(({ action }) => action === 'inp')).toMatchObject({ labels: { value: `${value}`, id } })
})

it('some metrics are enough', async () => {
  const { address, page, told } = await opened('rivulet.webVitals({ onFCP: rivulet.vitals.onFCP })', {
    body,
    pages,
  })
  await told(1)
  await page.goto(`${address}/away`)
  await page.goto(`${address}/away`)
  await page.goto(`${address}/last`)
  expect(names(await told(2))).toStrictEqual(['vitals/fcp'])
})

it('nothing is told after its end', async () => {
  const { address, page, run, told } = await opened('', { body, pages })
  await run(`use(${plugin})()`)
  await page.click('button')
  await page.goto(`${address}/away`)
  await page.goto(`${address}/last`)
  expect(await told(0)).toStrictEqual([])
})
