import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { serving } from '../../../collector/test/support/serving.ts'
import { eventsOf } from '../../support/network.ts'
import { useChromium } from '../support/chromium.ts'

const built = (name: string) => readFileSync(new URL(`../../../dist/${name}`, import.meta.url), 'utf8')
const library = built('rivulet.min.js')
const stub = built('rivulet.stub.min.js')
const integrity = `sha384-${createHash('sha384').update(library).digest('base64')}`

const context = useChromium()
const flush = 'rivulet.tracker.flush()'

/** A site whose library comes when it is let through, and whose collector keeps what it is sent. */
const site = async (head: string, body = '', headers: Record<string, string> = {}) => {
  const received: { url: string; body: string }[] = []
  let letThrough = () => {}
  const isLet = new Promise<void>((done) => {
    letThrough = done
  })
  const address = await serving(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (request.method === 'POST') {
      let text = ''
      for await (const chunk of request) text += chunk
      received.push({ url: request.url ?? '', body: text })
      response.setHeader('content-type', 'application/json')
      return response.end('{"stored":1,"repeated":0,"rejected":[],"time":1795000000}')
    }
    if (pathname === '/slow.js') await isLet
    const isScript = pathname.endsWith('.js')
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    response.end(isScript ? library : `<!doctype html><title>Page ${pathname}</title>${head}<body>${body}`)
  })
  onTestFinished(letThrough)
  const page = await (await context()).newPage()
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  page.on('console', (message) => problems.push(message.text()))
  const events = () =>
    eventsOf(received).map(({ category, action, labels }) => ({ is: `${category}/${action}`, labels }))
  const arrived = (count: number) =>
    expect
      .poll(async () => {
        await page.evaluate(flush)
        return events().length
      })
      .toBe(count)
  return { page, address, received, arrived, events, letThrough, problems, full: () => eventsOf(received) }
}

const oneLine =
  '<script defer src="/rivulet.min.js" data-collector="/collect" data-organization="7"></script>'

describe('one line of script', () => {
  it('tracks page views, links, and what the HTML declares', async () => {
    const visit = await site(
      oneLine,
      `<a id="out" href="https://other.example/?q=1" onclick="event.preventDefault()">Out</a>
       <div data-rv-category="basket">
         <button id="add" data-rv-action="add" data-rv-label-product="mug" data-rv-label-unit-price="42"><b>Add</b></button>
       </div>
       <p data-rv-action="seen" data-rv-on="visible">In sight</p>
       <form data-rv-action="subscribe" onsubmit="event.preventDefault()"><button id="send">Send</button></form>`,
    )
    const { page, address, arrived, events, full, problems } = visit
    await page.goto(address)
    for (const id of ['out', 'add', 'send']) await page.click(`#${id}`)
    await arrived(5)
    // In sight for long enough is it whenever it is, before or after the clicks.
    const isSeen = ({ is }: { is: string }) => is === 'element/seen'
    expect(events().filter((event) => !isSeen(event))).toEqual([
      { is: 'page/view', labels: { title: 'Page /' } },
      { is: 'link/click', labels: { url: 'https://other.example/', text: 'Out' } },
      { is: 'basket/add', labels: { product: 'mug', unitPrice: '42' } },
      { is: 'element/subscribe', labels: undefined },
    ])
    expect(events().filter(isSeen)).toEqual([{ is: 'element/seen', labels: undefined }])
    expect(full().every(({ organization }) => organization === 7)).toBe(true)
    expect(problems).toEqual([])
  })

  it('does what its attributes say', async () => {
    const visit = await site(
      `<script defer src="/rivulet.min.js" data-collector="/collect" data-page-views="off" data-clicks="button"
        data-visible=".tile" data-anonymous data-source="3"></script>`,
      '<button data-plan="pro">Buy</button><div class="tile" data-embed="e-1">A tile</div>',
    )
    await visit.page.goto(visit.address)
    await visit.page.click('button')
    await visit.arrived(2)
    // In sight for long enough it may be before the click.
    expect(visit.events().toSorted((one, other) => one.is.localeCompare(other.is))).toEqual([
      { is: 'element/click', labels: { text: 'Buy', plan: 'pro' } },
      { is: 'element/visible', labels: { embed: 'e-1' } },
    ])
    expect(visit.full()).toMatchObject([{ source: 3 }, { source: 3 }])
    expect(visit.full().some(({ visitor, session }) => visitor || session)).toBe(false)
    expect(await visit.page.evaluate('document.cookie')).toBe('')
  })

  it('waits for consent where it is told to', async () => {
    const visit = await site(oneLine.replace('data-organization', 'data-consent="pending" data-organization'))
    await visit.page.goto(visit.address)
    await visit.page.evaluate(flush)
    expect(await visit.page.evaluate('[document.cookie, localStorage.length]')).toEqual(['', 0])
    expect(visit.received).toEqual([])
    await visit.page.evaluate('rivulet.consent.grant()')
    await visit.arrived(1)
    expect(visit.events()).toEqual([{ is: 'page/view', labels: { title: 'Page /' } }])
  })

  it('tells whoever listens what goes wrong', async () => {
    const visit = await site(
      `<script>
         said = []
         addEventListener('rivulet-issue', ({ detail: { reason, field, value } }) => said.push({ reason, field, value }))
       </script>${oneLine.replace('"7"', '"acme"')}`,
      '<button data-rv-action="press">Press</button>',
    )
    await visit.page.goto(visit.address)
    await visit.page.click('button')
    const attribute = { reason: 'invalid', field: 'data-organization', value: 'acme' }
    const event = { reason: 'invalid', field: 'organization', value: NaN }
    await expect.poll(() => visit.page.evaluate('said')).toEqual([attribute, event, event])
    expect(visit.problems).toEqual([])
  })

  it('does nothing by itself without data-collector', async () => {
    const { page, address, received } = await site('<script src="/rivulet.min.js"></script>')
    await page.goto(address)
    expect(await page.evaluate('[rivulet.tracker, typeof rivulet.createTracker]')).toEqual([
      undefined,
      'function',
    ])
    expect(await page.evaluate('localStorage.length')).toBe(0)
    expect(received).toEqual([])
  })

  it('runs under a strict policy, with its hash and trusted types', async () => {
    const visit = await site(
      `<script nonce="n1">${stub}</script>
       <script async nonce="n1" src="/rivulet.min.js" integrity="${integrity}" crossorigin data-collector="/collect"></script>`,
      '',
      {
        'content-security-policy': `default-src 'none'; script-src 'nonce-n1' 'strict-dynamic'; connect-src 'self'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
      },
    )
    await visit.page.goto(visit.address)
    await visit.page.waitForFunction('rivulet.createTracker')
    await visit.arrived(1)
    expect(visit.problems).toEqual([])
  })
})

describe('the inline script', () => {
  const inline = `<script data-collector="/collect" data-organization="7">${stub}</script>`

  it('has the library replay what came before it, in order and with its own times', async () => {
    const visit = await site(
      // As soon as the library is there: its page view is told half a second later.
      `${inline}<script async src="/slow.js" onload="tracker.track({ category: 'late', action: 'third' })"></script>
       <script>
         const { tracker } = rivulet
         for (const which of ['first', 'second']) tracker.track({ category: 'early', action: which, labels: { a: 1 } })
       </script>`,
    )
    await visit.page.goto(visit.address, { waitUntil: 'commit' })
    await visit.page.waitForFunction('typeof tracker === "object"')
    await visit.page.waitForTimeout(2_100)
    visit.letThrough()
    await visit.page.waitForFunction('rivulet.createTracker')
    await visit.arrived(4)
    expect(visit.events().map(({ is }) => is)).toEqual([
      'early/first',
      'early/second',
      'late/third',
      'page/view',
    ])
    const [first, second, third] = visit.full()
    expect(first?.date).toBe(second?.date)
    expect((third?.date ?? 0) - (first?.date ?? 0)).toBeGreaterThanOrEqual(2)
    expect(new Set(visit.full().map(({ sender }) => sender)).size).toBe(1)
    expect(visit.problems).toEqual([])
  })

  it('hands over by itself when the page goes first, once', async () => {
    const visit = await site(
      `${inline}<script async src="/slow.js"></script>
       <script>
         rivulet.tracker.track({ category: 'a b', action: 'c&d', labels: { 'é +': 'ü=1', n: 0 } })
         rivulet.tracker.track({ category: 'early', action: 'second' })
       </script>`,
    )
    await visit.page.goto(visit.address, { waitUntil: 'commit' })
    await visit.page.waitForFunction('typeof rivulet === "object" && rivulet.early.length === 2')
    await visit.page.goto('about:blank')
    await expect.poll(visit.events).toEqual([
      { is: 'a b/c&d', labels: { 'é +': 'ü=1', n: '0' } },
      { is: 'early/second', labels: undefined },
    ])
    expect(visit.full()).toMatchObject([
      { sequence: 1, organization: 7, page: `${visit.address}/` },
      { sequence: 2 },
    ])
  })

  it.each([
    ['consent is pending', inline.replace('data-org', 'data-consent="pending" data-org'), ''],
    [
      'the browser says no',
      inline,
      'Object.defineProperty(navigator, "globalPrivacyControl", { value: true })',
    ],
  ])('hands over nothing while %s', async (_, head, before) => {
    const visit = await site(
      `${head}<script async src="/slow.js"></script>
       <script>${before}; rivulet.tracker.track({ category: 'early', action: 'first' })</script>`,
    )
    await visit.page.goto(visit.address, { waitUntil: 'commit' })
    await visit.page.waitForFunction('typeof rivulet === "object" && rivulet.early.length === 1')
    await visit.page.goto(`${visit.address}/next`, { waitUntil: 'commit' })
    await visit.page.waitForTimeout(500)
    expect(visit.received).toEqual([])
  })
})
