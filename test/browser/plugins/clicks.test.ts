import { expect, it } from 'vitest'
import { leavesNothing, usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()

/** Links that lead nowhere, so that the page stays. */
const stay = `<script>addEventListener('click', (event) => event.preventDefault())</script>`

const links = `${stay}
<a id="out" href="https://partner.example/deals?email=a@b.example#top"> Partner <b>deals</b>
</a>
<a id="inside" href="/inside">Inside</a>
<a id="file" href="/files/Guide.PDF?token=1">The guide</a>
<a id="named" href="/report" download aria-label="Report"></a>
<a id="mail" href="mailto:a@b.example">Mail</a>
<a id="none" name="here">No link</a>
<a id="broken" href="http://[">Broken</a>`

it('links out of the site and to files are told, without their queries, and nothing else', async () => {
  const { page, told, run, events, isCalm } = await opened('rivulet.clicks()', { body: links })
  for (const id of ['out', 'inside', 'file', 'mail', 'none', 'broken']) await page.click(`#${id}`)
  await page.focus('#named')
  await page.keyboard.press('Enter')
  const { origin } = new URL(page.url())
  expect(await told(3)).toStrictEqual([
    { name: 'link/click', url: 'https://partner.example/deals', text: 'Partner deals' },
    { name: 'file/download', url: `${origin}/files/Guide.PDF`, text: 'The guide' },
    { name: 'file/download', url: `${origin}/report`, text: 'Report' },
  ])
  await run('tracker.flush()')
  await expect.poll(events).toHaveLength(3)
  expect(events()[0]).toMatchObject({
    category: 'link',
    action: 'click',
    labels: { url: 'https://partner.example/deals', text: 'Partner deals' },
  })
  await isCalm()
})

it('what counts as outbound or a download is adjustable, and queries can be told', async () => {
  const { page, told } = await opened(
    `rivulet.clicks({ isOutbound: ({ pathname }) => pathname === '/inside', downloads: /\\.html$/, query: true })`,
    { body: `${links}<a id="page" href="/page.html?v=2#x">Page</a>` },
  )
  for (const id of ['out', 'inside', 'file', 'page']) await page.click(`#${id}`)
  const { origin } = new URL(page.url())
  expect(await told(2)).toMatchObject([
    { name: 'link/click', url: `${origin}/inside` },
    { name: 'file/download', url: `${origin}/page.html?v=2` },
  ])
})

it('the middle button follows links, the right one does not', async () => {
  const { page, told } = await opened('rivulet.clicks()', {
    body: `<script>addEventListener('auxclick', (event) => event.preventDefault())</script>${links}`,
  })
  await page.click('#out', { button: 'middle' })
  await page.click('#out', { button: 'right' })
  expect(await told(1)).toMatchObject([{ name: 'link/click' }])
})

it('whatever a selector matches is told with its data, also deep inside it and in shadow roots', async () => {
  const body = `
    <button data-plan="pro" data-name="x" data-duration="long"><i>Buy</i> now</button>
    <div id="host"></div>
    <script>
      host.attachShadow({ mode: 'open' }).innerHTML =
        '<button data-plan="small">Try</button><a href="https://partner.example/">Out</a>'
      // A page may end an event before it gets anywhere.
      addEventListener('click', (event) => { event.preventDefault(); event.stopImmediatePropagation() }, true)
    </script>`
  const { page, told, run, isCalm } = await opened(`rivulet.clicks({ selector: '[data-plan]' })`, { body })
  await page.click('button i')
  await run(`host.shadowRoot.querySelector('button').click(); host.shadowRoot.querySelector('a').click()`)
  expect(await told(3)).toStrictEqual([
    { name: 'element/click', text: 'Buy now', plan: 'pro' },
    { name: 'element/click', text: 'Try', plan: 'small' },
    { name: 'link/click', url: 'https://partner.example/', text: 'Out' },
  ])
  await isCalm()
})

it('the host says what it likes of an element; where that throws, the click is told all the same', async () => {
  const { page, told, isCalm } = await opened(
    `rivulet.clicks({ selector: 'button', facts: ({ id }) => id === 'bad' ? missing() : { id, duration: 5 } })`,
    { body: '<button id="good">Yes</button><button id="bad">No</button>' },
  )
  await page.click('#good')
  await page.click('#bad')
  expect(await told(2)).toStrictEqual([
    { name: 'element/click', text: 'Yes', id: 'good', duration: 5 },
    { name: 'element/click', text: 'No' },
  ])
  await isCalm()
})

it('long texts and addresses are cut', async () => {
  const { run, told } = await opened('rivulet.clicks()', { body: links })
  await run(`const link = document.querySelector('#out')
    link.href = 'https://partner.example/' + 'x'.repeat(2000); link.textContent = 'y'.repeat(2000); link.click()`)
  const [signal] = await told(1)
  expect(`${signal!.url}`).toHaveLength(500)
  expect(`${signal!.text}`).toHaveLength(100)
})

it('a selector that cannot be read is an issue at once', async () => {
  const { page } = await opened(`rivulet.clicks({ selector: ':::' })`)
  expect(await page.evaluate('issues.map(({ reason }) => reason)')).toStrictEqual(['unexpected'])
})

it('nothing is left of it', async () => {
  const visit = await opened('', { body: links })
  await leavesNothing(visit, 'rivulet.clicks()')
  await visit.page.click('#out')
  expect(await visit.told(0)).toStrictEqual([])
})
