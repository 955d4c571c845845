import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { useChromium } from './support/chromium.ts'
import { debugSite } from './support/debug-site.ts'

const context = useChromium()

interface Visit {
  readonly page: Page
  readonly toggle: Locator
  readonly panel: Locator
  readonly rows: Locator
  /** What the browser complained about. */
  readonly problems: readonly string[]
}

const start = 'globalThis.tracker = rivulet.createTracker(debugged(options))'

/** @param isClosed - whether the overlay is left as it is: nobody sees into it then, not even a test */
const opened = async (code = start, body?: string, isClosed = false): Promise<Visit> => {
  const page = await (await context()).newPage()
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  page.on('console', (message) => problems.push(message.text()))
  if (!isClosed)
    await page.addInitScript(`{
    const { attachShadow } = Element.prototype
    Element.prototype.attachShadow = function (options) {
      globalThis.mode = options.mode
      return attachShadow.call(this, { ...options, mode: 'open' })
    }
  }`)
  await page.goto(await debugSite(code, body))
  const panel = page.getByRole('region', { name: 'Rivulet' })
  const toggle = page.locator('rivulet-debug .toggle')
  return { page, panel, toggle, rows: panel.getByRole('listitem'), problems }
}

const track = (event: object): string => `tracker.track(${JSON.stringify(event)})`

it('opens by keyboard under a strict policy, and shows an event by name and the answer', async () => {
  const { page, toggle, panel, rows, problems } = await opened()
  await page.evaluate(track({ category: 'embed', action: 'view', labels: { embedId: 'e-42' }, duration: 12 }))
  await page.evaluate('tracker.flush()')
  await toggle.getByText('1 event').waitFor()
  await toggle.focus()
  await page.keyboard.press('Enter')
  await rows.filter({ hasText: 'delivered' }).waitFor()
  await page.keyboard.press('Tab')
  for (const name of ['Clear', 'Close'])
    expect(await panel.getByRole('button', { name }).isVisible()).toBe(true)

  const event = rows.filter({ hasText: 'embed/view' })
  await event.locator('summary').focus()
  await page.keyboard.press('Enter')
  await event.locator('dt', { hasText: 'labels.embedId' }).waitFor()
  const facts = await event
    .locator('dl > div')
    .evaluateAll((all) =>
      Object.fromEntries(all.map((one) => [one.children[0]!.textContent, one.children[1]!.textContent])),
    )
  expect(facts).toMatchObject({ category: 'embed', 'labels.embedId': 'e-42', duration: '12' })
  expect(await panel.locator('.standing').innerText()).toContain(String(facts['moment.visitor']))

  await page.keyboard.press('Escape')
  expect(await panel.isVisible()).toBe(false)
  expect(await toggle.evaluate((button) => button.matches(':focus'))).toBe(true)
  expect(await page.evaluate('[mode, issues]')).toEqual(['closed', []])
  expect(problems).toEqual([])
})

it('shows what is hostile as text, what was refused, and issues', async () => {
  const { page, toggle, rows, problems } = await opened()
  const markup = '<img src=/x onerror=globalThis.hurt=1>'
  await page.evaluate(track({ category: markup, action: 'view', labels: { [markup]: markup } }))
  await page.evaluate(track({ category: 'embed', action: 'view', labels: ['a', 'b'] }))
  await toggle.getByText('1 issue').waitFor()
  await toggle.click()
  const texts = await rows.evaluateAll((all) => all.map((one) => one.textContent?.replace(/^[\d:]+/, '')))
  expect(texts.filter((text) => !text?.startsWith('request'))).toEqual([
    'issueinvalidlabelslabels cannot be ["a","b"]. labels is an object of two labels at most, each text or a number. The event is dropped; where it is an option, the tracker does nothing.',
    'eventembed/viewrefused: labels',
    `event${markup}/viewrecorded`,
  ])
  await rows.filter({ hasText: markup }).locator('summary').click()
  await rows.locator('dt', { hasText: `labels.${markup}` }).waitFor()
  expect(await page.evaluate('globalThis.hurt')).toBeUndefined()
  expect(problems).toEqual([])
})

it('does not cover the page while it is closed', async () => {
  const { page, toggle, panel } = await opened()
  const { x, y, width, height } = (await toggle.boundingBox())!
  const viewport = page.viewportSize()!
  expect([x + width, y + height]).toEqual([viewport.width - 12, viewport.height - 12])
  expect(width * height).toBeLessThan(10_000)
  for (const isOpen of [false, true, false]) {
    const above = `document.elementFromPoint(${viewport.width - 30}, ${viewport.height - 80}).localName`
    expect(await page.evaluate(above)).toBe(isOpen ? 'rivulet-debug' : 'html')
    expect(await panel.isVisible()).toBe(isOpen)
    await toggle.click()
  }
})

it('fits a phone', async () => {
  const { page, toggle, panel } = await opened()
  await page.setViewportSize({ width: 390, height: 600 })
  await toggle.click()
  const { x, y, width, height } = (await panel.boundingBox())!
  expect([x, width]).toEqual([12, 390 - 24])
  expect([y > 0, y + height < 600]).toEqual([true, true])
})

it('has clicks that plugins do not take for those on buttons of the page', async () => {
  const { page } = await opened(
    `globalThis.heard = []
     const own = (tell, life) => rivulet.clicks({ selector: 'button' })((signal) => heard.push(signal.text), life)
     globalThis.tracker = rivulet.createTracker(debugged({ ...options, plugins: [own] }))`,
    '<main><button>Of the page</button></main>',
    true,
  )
  const { width, height } = page.viewportSize()!
  for (const _ of ['opens', 'closes']) await page.mouse.click(width - 40, height - 28)
  await page.getByRole('button', { name: 'Of the page' }).click()
  expect(await page.evaluate('heard')).toEqual(['Of the page'])
})

it('shows two trackers beside each other, and leaves nothing of them when they stop', async () => {
  const { page, toggle, panel } = await opened(
    'globalThis.trackers = [1, 2].map(() => rivulet.createTracker(debugged(options)))',
  )
  const [first, second] = await Promise.all([0, 1].map((at) => toggle.nth(at).boundingBox()))
  expect(second!.y + second!.height).toBeLessThan(first!.y)
  // Each says whose it is, and none lies on what another unfolds: of two, one is unfolded.
  await expect
    .poll(() => toggle.allInnerTexts())
    .toEqual([1, 2].map((at) => `Rivulet ${at} · /collect · 0 events`))
  for (const at of [0, 1, 0]) {
    await toggle.nth(at).click()
    expect(await panel.count()).toBe(1)
    const unfolded = (await panel.boundingBox())!
    expect([unfolded.y > 0, unfolded.y + unfolded.height < second!.y]).toEqual([true, true])
  }
  await page.evaluate('trackers.shift().stop()')
  await expect.poll(() => toggle.allInnerTexts()).toEqual(['Rivulet · 0 events'])
  expect(await toggle.boundingBox()).toMatchObject({ y: first!.y })
  await page.evaluate('for (const { stop } of trackers) stop()')
  expect(await page.locator('rivulet-debug').count()).toBe(0)
})

it('names the policy that stops requests, and what may stop them where no answer comes', async () => {
  const { page, toggle, rows, panel } = await opened(
    "globalThis.tracker = rivulet.createTracker(debugged({ ...options, collector: 'http://127.0.0.1:9/track' }))",
  )
  await page.evaluate(track({ category: 'embed', action: 'view' }))
  await page.evaluate('tracker.flush()')
  await toggle.click()
  await rows
    .getByText(
      'The page’s policy forbids this request: connect-src does not allow http://127.0.0.1:9/track. Add its origin to connect-src in the header Content-Security-Policy.',
    )
    .waitFor()
  await rows.getByText('A content blocker, the page’s policy, or no network.').first().waitFor()
  expect(await panel.locator('.standing').innerText()).toMatch(/collector\s+http:\/\/127.0.0.1:9\/track/)
})

it('says which attributes of the page are misspelt, also of elements that come later', async () => {
  const { page, toggle, rows } = await opened(
    'globalThis.tracker = rivulet.createTracker(debugged({ ...options, plugins: [rivulet.declarative()] }))',
    `<main data-rv-category="basket" data-rv-label-embedId="x"><button data-rv-actoin="add">Add</button>
     <button data-rv-actoin="add" data-rv-labels-photo="p">More</button><i data-rv-action="">None</i></main>`,
  )
  await toggle.getByText('4 issues').waitFor()
  await page.evaluate(`{
    const button = document.createElement('button')
    button.setAttribute('data-rv-on', 'hover')
    document.querySelector('main').append(button)
  }`)
  await toggle.getByText('5 issues').waitFor()
  await toggle.click()
  const advice = await rows.locator('.advice').allInnerTexts()
  expect(advice.toSorted()).toEqual([
    'HTML has no capitals: the label is called embedid. Write data-rv-label-embed-id for embedId.',
    'There is no data-rv-actoin, and it is ignored. Did you mean data-rv-action?',
    'There is no data-rv-labels-photo, and it is ignored. Did you mean data-rv-label-photo?',
    'data-rv-action is empty: the element sends nothing. Name the action.',
    'data-rv-on cannot be hover: the element sends nothing. Write click, submit, visible.',
  ])
  await rows.filter({ hasText: 'data-rv-actoin' }).locator('summary').click()
  await rows.locator('dd', { hasText: '<button data-rv-actoin="add"></button>' }).waitFor()
  // The host page hears of none: it is only said to whoever looks.
  expect(await page.evaluate('issues')).toEqual([])
})
