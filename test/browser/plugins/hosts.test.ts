import { expect, it } from 'vitest'
import { usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()
const link = '<a id="out" href="https://partner.example/" onclick="return false">Out</a>'
const stop = `<script>addEventListener('click', (event) => { event.preventDefault(); event.stopImmediatePropagation() }, true)</script>`

it('a listener of the page on window that comes first and stops everything keeps clicks from us', async () => {
  const { page, told, isCalm } = await opened('rivulet.clicks(), rivulet.declarative()', {
    head: stop,
    body: link,
  })
  await page.click('#out')
  expect(await told(0)).toStrictEqual([])
  await isCalm()
})

it('one that comes later keeps nothing', async () => {
  const { page, told } = await opened('rivulet.clicks()', { body: stop + link })
  await page.click('#out')
  expect(await told(1)).toMatchObject([{ name: 'link/click' }])
})

it('document.open() of a page takes the listeners away, and troubles nobody', async () => {
  const { page, run, told, events, isCalm } = await opened('rivulet.clicks()', { body: link })
  await page.click('#out')
  await told(1)
  await run(`document.open(); document.write(${JSON.stringify(link)}); document.close()`)
  await page.click('#out')
  expect(await told(1)).toHaveLength(1)
  await run('tracker.flush()')
  await expect.poll(events, { timeout: 10_000 }).toHaveLength(1)
  // A plugin that is used from then on hears again.
  await run('use(rivulet.clicks())')
  await page.click('#out')
  expect(await told(2)).toHaveLength(2)
  await isCalm()
})

it('names with slashes arrive as they were declared', async () => {
  const { page, run, events, isCalm } = await opened(
    `rivulet.declarative(), rivulet.visibility('#tile', { name: 'tile/seen/first', time: 0 })`,
    {
      body: `
        <section data-rv-category="home/hero"><button id="one" data-rv-action="add/remove">One</button></section>
        <button id="two" data-rv-action="add/remove">Two</button>
        <div data-rv-category="home/hero" data-rv-action="seen" data-rv-on="visible">Seen</div>
        <div data-rv-category="/" data-rv-action="/"><b id="three">Three</b></div>
        <p id="tile">Tile</p>`,
    },
  )
  for (const id of ['one', 'two', 'three']) await page.click(`#${id}`)
  await run('await new Promise((done) => setTimeout(done, 1500)); tracker.flush()')
  const names = (): string[] => events().map(({ category, action }) => `${category} ${action}`)
  await expect
    .poll(() => names().sort(), { timeout: 10_000 })
    .toStrictEqual(['/ /', 'element add/remove', 'home/hero add/remove', 'home/hero seen', 'tile seen/first'])
  await isCalm()
})

it('in an SVG document everything is told that is there', async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
    <title>A drawing</title>
    <script href="/sdk.js"></script>
    <script><![CDATA[
      const issues = []
      const thrown = []
      addEventListener('error', ({ message }) => thrown.push(message))
      const signals = () => JSON.parse(localStorage.signals ?? '[]')
      const heard = (plugin) => (tell, life) => plugin((signal) => {
        localStorage.signals = JSON.stringify([...signals(), signal])
        tell(signal)
      }, life)
      rivulet.createTracker({
        collector: '/collect', onIssue: (issue) => issues.push(issue),
        plugins: [
          rivulet.clicks({ selector: '#area' }), rivulet.declarative(), rivulet.forms(), rivulet.errors(),
          rivulet.scrollDepth(), rivulet.timeOnPage(), rivulet.conversions(), rivulet.visibility('#area'),
        ].map(heard),
      })
    ]]></script>
    <a id="out" href="https://partner.example/"><rect id="area" width="40" height="40"><title>Area</title></rect></a>
    <g id="mark" data-rv-category="map" data-rv-action="choose"><rect x="50" width="40" height="40"/></g>
  </svg>`
  const { page, told, isCalm } = await opened('', { pages: { '/map.svg': svg } }, '/map.svg')
  await page.evaluate(`addEventListener('click', (event) => event.preventDefault())`)
  await page.click('#area')
  await page.click('#mark')
  const signals = await told(3)
  expect(signals).toContainEqual({ name: 'element/click', text: 'Area' })
  expect(signals).toContainEqual({ name: 'link/click', url: 'https://partner.example/', text: 'Area' })
  expect(signals).toContainEqual({ name: 'map/choose', labels: {} })
  await isCalm()
})
