import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { arrived, built, files, listening, loaded, problemsOf, tag, tagSite } from '../support/tag-site.ts'

const context = useChromium()

const policy = `default-src 'none'; script-src 'nonce-n1'; connect-src 'self'; img-src data:; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`

/** A page of a tag under a strict policy, that tracks something at once; the overlay can be looked into. */
const opened = async (
  attributes: string,
  {
    at = '/',
    before = '',
    scripts = files,
  }: { at?: string; before?: string; scripts?: Record<string, string> } = {},
) => {
  const early = `<script defer nonce="n1" src="/early.js"></script>`
  const site = await tagSite(
    { head: `${listening}${before}${tag(`nonce="n1" ${attributes}`)}${early}`, body: '<h1>A shop</h1>' },
    { 'content-security-policy': policy },
    {
      ...scripts,
      '/early.js': async () =>
        `rivulet.tracker.track({ category: 'embed', action: 'early', labels: { embedId: 'e-42' } })
         rivulet.tracker.track({ category: 'embed', action: 'bad', duration: -1 })`,
    },
  )
  const page = await (await context()).newPage()
  const problems = problemsOf(page)
  // Events wait for the other files for five seconds, and here for as long as it takes.
  await page.addInitScript(`{
    const { attachShadow } = Element.prototype
    Element.prototype.attachShadow = function (options) {
      return attachShadow.call(this, { ...options, mode: 'open' })
    }
    const { setTimeout } = window
    window.setTimeout = (work, ms, ...given) => setTimeout(work, ms === 5_000 ? 1e9 : ms, ...given)
  }`)
  await page.goto(site.address + at)
  const panel = page.getByRole('region', { name: 'Rivulet' })
  return {
    page,
    site,
    problems,
    panel,
    rows: panel.getByRole('listitem'),
    toggle: page.locator('rivulet-debug .toggle'),
  }
}

const isShown = (page: Page): Promise<boolean> =>
  page
    .locator('rivulet-debug')
    .count()
    .then((count) => count > 0)

it('shows all from the first event on: ids, consent, queue, answers, and issues with what to do', async () => {
  const { page, site, problems, panel, rows, toggle } = await opened(
    'data-debug data-scroll-depth="50, 25" data-organisation="7"',
  )
  await toggle.click()
  await arrived(page, site)
  await rows.filter({ hasText: 'page/view' }).waitFor()
  await rows.filter({ hasText: 'delivered' }).first().waitFor()
  await rows.filter({ hasText: 'embed/early' }).getByText('recorded').waitFor()
  await rows.filter({ hasText: 'embed/bad' }).getByText('refused: duration').waitFor()
  await rows.getByText(/^data-scroll-depth cannot be .*50, 25.* depths in percent, ascending: /).waitFor()
  await rows.getByText(/^There is no data-organisation, .* Did you mean data-organization\?$/).waitFor()
  await rows.getByText(/^duration cannot be .* a whole number, not negative: milliseconds\./).waitFor()
  const standing = await panel.locator('.standing').innerText()
  expect(standing).toMatch(/consent\s+granted\s+visitor\s+[\w-]{21}\s+session\s+[\w-]{21}/)
  await expect.poll(() => panel.locator('.standing').innerText()).toMatch(/waiting\s+0/)
  expect(await page.evaluate('said.map(({ reason, field }) => [reason, field])')).toEqual([
    ['invalid', 'data-organisation'],
    ['invalid', 'data-scroll-depth'],
    ['invalid', 'duration'],
  ])
  await page.evaluate('rivulet.tracker.stop()')
  expect(await isShown(page)).toBe(false)
  // What was laid over them is gone from the screen, and events are refused as ever.
  await page.evaluate('rivulet.tracker.track({ category: "too", action: "late" })')
  expect(await page.evaluate('said.at(-1).reason')).toBe('stopped')
  expect(await isShown(page)).toBe(false)
  expect(problems).toEqual([])
})

it('shows what waits for consent, and that it was granted', async () => {
  const { page, panel, rows, toggle } = await opened('data-debug data-consent="pending"')
  await toggle.click()
  await rows.filter({ hasText: 'embed/early' }).getByText('waits for consent').waitFor()
  await rows.filter({ hasText: 'page/view' }).getByText('waits for consent').waitFor()
  const leftOut = rows.getByText('An event has two labels; a and b come first, so c = 3 was left out.')
  await page.evaluate("rivulet.tracker.track({ category: 'a', action: 'b', labels: { a: 1, b: 2, c: 3 } })")
  await leftOut.waitFor()
  expect(await panel.locator('.standing').innerText()).toMatch(/consent\s+pending[\s\S]+waiting\s+4/)
  expect(await page.evaluate('[document.cookie, localStorage.length]')).toEqual(['', 0])
  await page.evaluate('rivulet.consent.grant()')
  await rows.filter({ hasText: 'embed/early' }).getByText('recorded').waitFor()
  await rows.filter({ hasText: 'a/b' }).getByText('recorded').waitFor()
  expect(await leftOut.count()).toBe(1)
  await expect.poll(() => panel.locator('.standing').innerText()).toMatch(/consent\s+granted/)
})

it('shows what came before the library, by an inline script', async () => {
  const { page, rows, toggle } = await opened('', {
    before: `<script nonce="n1" data-collector="/collect" data-debug>${built('rivulet.stub.min.js')}
      rivulet.tracker.track({ category: 'at', action: 'first' })</script>`,
  })
  await toggle.click()
  await rows.filter({ hasText: 'at/first' }).getByText('recorded').waitFor()
  expect(await page.locator('rivulet-debug').count()).toBe(1)
})

it('is there for whoever asks by the address, where the tag allows it', async () => {
  for (const [attribute, at, is] of [
    ['data-debug="query"', '/?rivulet-debug', true],
    ['data-debug="query"', '/?a=1&rivulet-debug=1', true],
    ['data-debug="query"', '/', false],
    ['data-debug="off"', '/?rivulet-debug', false],
    ['', '/?rivulet-debug', false],
  ] as const) {
    const { page, site } = await opened(attribute, { at })
    await arrived(page, site)
    expect([attribute, at, await isShown(page)]).toEqual([attribute, at, is])
    expect(site.asked.includes('/rivulet.debug.min.js')).toBe(is)
  }
})

it('writes to the console, where the tag says so', async () => {
  const { page, site, problems } = await opened('data-debug="console"')
  await arrived(page, site)
  expect(await isShown(page)).toBe(false)
  expect(problems.filter((text) => /^Rivulet event embed\/early \(recorded\)/.test(text))).toHaveLength(1)
  expect(problems.some((text) => /^Rivulet issue invalid \(duration\) – duration cannot be/.test(text))).toBe(
    true,
  )
})

it('that is missing is an issue, and all is recorded', async () => {
  const { '/rivulet.debug.min.js': _, ...scripts } = files
  const { page, site } = await opened('data-debug data-forms', { scripts })
  await arrived(page, site)
  await loaded(page, 'debug')
  expect(site.events().map(({ is }) => is)).toEqual(['embed/early', 'page/view'])
  expect(await page.evaluate('said.map(({ reason, value }) => [reason, value])')).toEqual(
    expect.arrayContaining([['not-loaded', `${site.address}/rivulet.debug.min.js`]]),
  )
})
