import { expect, it } from 'vitest'
import { usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()

/** What is in the frame. It tells by its own tracker, to a collector whose address is relative. */
const inside = (origin: string): string => `<!doctype html>
<title>Inside</title>
<script src="${origin}/sdk.js"></script>
<script>
  const told = [], issues = []
  addEventListener('click', (event) => event.target.matches('a') && event.preventDefault())
  addEventListener('submit', (event) => event.preventDefault())
  const heard = (plugin) => (tell, life) => plugin((signal) => { told.push(signal); tell(signal) }, life)
  const tracker = rivulet.createTracker({
    collector: '/collect', parameters: ['of'], delivery: rivulet.acknowledged(), onIssue: (issue) => issues.push(issue),
    plugins: [rivulet.pageViews(), rivulet.clicks(), rivulet.forms()].map(heard),
  })
</script>
<a id="inside" href="${origin}/deals">Inside</a>
<a id="out" href="https://partner.example/deals">Outside</a>
<form name="order"><button>Send</button></form>`

it.each([
  ['srcdoc', 'frame.srcdoc = text'],
  ['a blob', `frame.src = URL.createObjectURL(new Blob([text], { type: 'text/html' }))`],
  [
    'srcdoc in a frame of a blob',
    `
    const outer = '<iframe id="inner"></iframe><script>inner.srcdoc = ' + JSON.stringify(text).replaceAll('<', '\\\\u003c') + '<' + '/script>'
    frame.src = URL.createObjectURL(new Blob([outer], { type: 'text/html' }))`,
  ],
])('the page of a frame that is made of %s is the one around it', async (_, fill) => {
  const { page, run, until, events } = await opened(
    '',
    { body: '<iframe id="frame"></iframe>' },
    '/around?of=1',
  )
  const { origin } = new URL(page.url())
  await run(`
    const frame = document.querySelector('#frame'), text = ${JSON.stringify(inside(origin)).replaceAll('</', '<\\/')}
    ${fill}`)
  const frame = `(frame.contentDocument.querySelector('#inner') ?? frame).contentWindow`
  await until(`${frame}.eval('document.readyState') === 'complete' && !!${frame}.eval('tracker')`)
  await run(`for (const id of ['inside', 'out']) ${frame}.document.querySelector('#' + id).click()`)
  await run(`${frame}.document.querySelector('button').click()`)
  await until(`${frame}.eval('told').length > 2`)
  expect(await page.evaluate(`JSON.parse(${frame}.eval('JSON.stringify([told, issues])'))`)).toMatchObject([
    [
      { name: 'page/view', page: `${origin}/around?of=1` },
      { name: 'link/click', url: 'https://partner.example/deals' },
      { name: 'form/submit', page: `${origin}/around?of=1` },
    ],
    [],
  ])
  await expect
    .poll(() => events().map(({ action, page: address }) => [action, address]))
    .toStrictEqual([
      ['view', `${origin}/around?of=1`],
      ['click', `${origin}/around?of=1`],
      ['submit', `${origin}/around?of=1`],
    ])
})
