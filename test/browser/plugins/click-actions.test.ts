import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { firefox } from '../../faults/engines/firefox.mjs'
import { webkit } from '../../faults/engines/webkit.mjs'
import { pluginSite } from '../support/plugins/plugin-site.ts'
import { usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()

const declared = 'data-rv-category="filter" data-rv-action="toggle"'
const body = `
<label id="label" ${declared}><input id="inside" type="checkbox"> <span id="words">In stock</span></label>
<div id="box" ${declared}><label id="outer" for="apart">New</label> <input type="checkbox" id="apart"></div>
<label id="bare"><input id="marked" type="checkbox" ${declared}> <span id="say">Sale</span></label>
<label id="both" ${declared}><input id="too" type="checkbox" data-rv-action="check"> Both</label>
<div id="within" style="width: 9em" ${declared}></div>
<div id="hidden" style="width: 9em" ${declared}></div>
<div id="card" ${declared}>Card <a id="link" href="https://partner.example/">Partner</a></div>
<script>
  within.attachShadow({ mode: 'open' }).innerHTML = '<label><input type="checkbox"> Open shadow root</label>'
  hidden.attachShadow({ mode: 'closed' }).innerHTML = '<label><input type="checkbox"> Closed shadow root</label>'
  card.addEventListener('click', ({ target }) => target === card && link.click())
  link.addEventListener('click', (event) => event.preventDefault())
</script>`

const named = (name: string) => ({ name: expect.stringContaining(name) })

it.each(['label', 'words', 'outer', 'say', 'both', 'within', 'hidden'])(
  'one click on %s, of which the browser makes two, is one event',
  async (id) => {
    const { page, told } = await opened('rivulet.declarative()', { body })
    await page.click(`#${id}`)
    expect(await told(1)).toMatchObject([named('filter/toggle')])
    await page.click(`#${id}`)
    expect(await told(2)).toMatchObject([named('filter/toggle'), named('filter/toggle')])
  },
)

it('labels of elements around count, the nearest first', async () => {
  const { page, told } = await opened('rivulet.declarative()', {
    body: `<div data-rv-category="embed" data-rv-label-embed-id="e-42" data-rv-label-place="outer" data-rv-label-site="s">
      <figure data-rv-label-place="inner"><img id="photo" alt="A photo" data-rv-action="open" data-rv-label-photo="p-7"></figure>
    </div>`,
  })
  await page.click('#photo')
  const [signal] = await told(1)
  const labels = { photo: 'p-7', place: 'inner', embedId: 'e-42', site: 's' }
  expect(signal).toStrictEqual({ labels, name: 'embed/open' })
  expect(Object.entries(signal!.labels!)).toStrictEqual(Object.entries(labels))
})

it('the control by itself counts, by mouse and by keyboard, right after its label', async () => {
  const { page, told } = await opened('rivulet.declarative()', { body })
  await page.click('#words')
  await page.click('#inside')
  await page.focus('#inside')
  await page.keyboard.press('Space')
  await page.keyboard.press('Space')
  expect(await told(4)).toHaveLength(4)
})

it('a label that the page keeps from its control leaves that its own clicks', async () => {
  const { page, told } = await opened('rivulet.declarative()', {
    body: `${body}<script>words.addEventListener('click', (event) => event.preventDefault())</script>`,
  })
  await page.click('#words')
  await page.click('#inside')
  expect(await told(2)).toHaveLength(2)
})

it.each(['label', '.of, input', '#label, #inside', 'label, input'])(
  'a click on a label is one for the selector %s',
  async (selector) => {
    const { page, told } = await opened(`rivulet.clicks({ selector: '${selector}' })`, {
      body: `<div class="of">${body}</div>`,
    })
    await page.click('#words')
    expect(await told(1)).toMatchObject([{ name: 'element/click' }])
  },
)

it('what a script clicks is told each time, a label of it once', async () => {
  const { run, told } = await opened('rivulet.declarative()', { body })
  await run('label.click()')
  expect(await told(1)).toHaveLength(1)
  await run('for (let count = 0; count < 5; count++) inside.click()')
  expect(await told(6)).toHaveLength(6)
})

it('a card that clicks its link is one card and one link', async () => {
  const { page, told, run } = await opened('rivulet.declarative(), rivulet.clicks()', { body })
  const { x, y } = (await run(`return card.getBoundingClientRect().toJSON()`)) as { x: number; y: number }
  await page.mouse.click(x + 4, y + 4)
  expect(await told(2)).toMatchObject([
    named('filter/toggle'),
    { name: 'link/click', url: 'https://partner.example/' },
  ])
})

it.each([firefox, webkit])('one script’s click on a label is one event in $name', async (engine) => {
  const { address } = await pluginSite('rivulet.declarative()', { body })
  const profile = await mkdtemp(join(tmpdir(), 'rivulet-clicks-'))
  const browser = await engine.launch(profile)
  try {
    const tab = await browser.open(address)
    await tab.evaluate('words.click(); outer.click(); within.shadowRoot.querySelector("label").click(); 0')
    await expect.poll(() => tab.evaluate('signals().length'), { timeout: 10_000 }).toBe(3)
    await tab.evaluate('inside.click(); 0')
    expect(await tab.evaluate('signals().length')).toBe(4)
  } finally {
    await browser.kill()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})
