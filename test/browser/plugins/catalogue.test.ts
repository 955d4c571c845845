import { expect, it } from 'vitest'
import { rivet } from '../../../src/wires/rivet/rivet.ts'
import { eventTable, tableOf } from '../../support/event-table.ts'
import { usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()

/** All that watch a page; what watches a video is tried where a video does what it is told. */
const plugins = `
  rivulet.pageViews(), rivulet.scrollDepth(), rivulet.timeOnPage(), rivulet.clicks({ selector: '[data-plan]' }),
  rivulet.visibility('[data-plan]', { time: 100 }), rivulet.forms(), rivulet.errors(), rivulet.conversions(),
  rivulet.webVitals(rivulet.vitals), rivulet.declarative()`

const body = `
<script>
  addEventListener('submit', (event) => event.preventDefault())
  addEventListener('click', (event) => event.target.closest('a') && event.preventDefault())
</script>
<a id="out" href="https://partner.example/deals">Partner</a>
<a id="file" href="/list.pdf">List</a>
<button id="plan" data-plan="pro">Buy</button>
<button id="declared" data-rv-category="declared" data-rv-action="event" data-rv-label-one="1" data-rv-label-two="2">Declared</button>
<form name="order"><input id="town" name="town"><button id="send">Send</button></form>
<form name="letter"><input id="name" name="name"></form>
<button id="move" onclick="moved.style.marginTop = '200px'">Move</button>
<div id="moved" style="height: 3000px">Words</div>`

/** What rows say that are of nobody's own names. */
const said = (name: string, data: readonly string[]) => ({
  labels: data.map((label) => (label === 'plan' ? 'the element’s data' : label)),
  ...(name === 'declared/event' && { labels: ['the HTML’s labels'] }),
})

it('the catalogue has each event of the plugins that watch a page, with its facts and labels, and no other', async () => {
  const { address, page, run, until, told } = await opened(
    plugins,
    { body, pages: { '/from': '<a href="/page">Next</a>', '/away': 'Away' } },
    '/from',
  )
  await page.click('a')
  await until(
    `typeof signals === 'function' && performance.getEntriesByName('first-contentful-paint').length`,
  )
  for (const id of ['out', 'file', 'plan', 'declared', 'move']) await page.click(`#${id}`)
  await page.type('#town', 'Ulm')
  await page.click('#send')
  await page.type('#name', 'Ann')
  await run(
    `dataLayer.push({ event: 'purchase', ecommerce: { transaction_id: 'o-1', value: 9, items: [] } })`,
  )
  await until(`signals().some(({ name }) => name === 'element/visible')`)
  await run('scrollTo(0, 9999)')
  await until(`signals().some(({ name }) => name === 'page/scroll')`)
  await run(`setTimeout(() => { throw Error('thrown') }); Promise.reject(Error('rejected'))`)
  await until(`signals().some(({ name }) => name === 'error/rejection')`)
  await page.goto(`${address}/away`)
  await page.goto(`${address}/last`)

  const wire = rivet()
  const rows = [...eventTable()].filter(([, { plugin }]) => plugin !== 'media')
  const seen = [...tableOf(await told(20), (signal) => wire.fromSignal!(signal))].map(
    ([name, { labels, facts }]) => [
      name === 'declared/event' ? 'what the HTML says' : name,
      { ...said(name, labels), facts: facts.filter((fact) => fact !== 'labels') },
    ],
  )
  expect(Object.fromEntries(seen)).toEqual(
    Object.fromEntries(rows.map(([name, { labels, facts }]) => [name, { labels, facts }])),
  )
})
