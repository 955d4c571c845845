import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { eventsOf } from '../../support/network.ts'
import { useChromium } from '../support/chromium.ts'
import { type TagSite, tag, tagSite } from '../support/tag-site.ts'

const context = useChromium()

interface Embedding {
  readonly page: Page
  readonly shop: TagSite
  readonly widget: TagSite
}

/** A frame waits a second for an answer, and its events five for other files of the script: here as long as it takes. */
const patient = `{
  const { setTimeout } = window
  window.setTimeout = (work, ms, ...given) => setTimeout(work, [1_000, 5_000].includes(ms) ? 1e9 : ms, ...given)
}`

/**
 * A shop with a widget of another site in a frame, each with a tag and an event that it tracks at once.
 *
 * @param isAnswered - whether the frame will have an answer, however late
 */
const embedding = async (
  shopSays = '',
  widgetSays = '',
  named = '',
  isAnswered = false,
): Promise<Embedding> => {
  const first = `<script defer src="/first.js"></script>`
  const scripts = {
    '/rivulet.min.js': 'rivulet.min.js',
    '/rivulet.extra.min.js': 'rivulet.extra.min.js',
    '/first.js': async () => 'rivulet.tracker.track({ category: "at", action: "once" })',
  }
  const origins = { shop: '', widget: '' }
  const widget = await tagSite(
    () => ({ head: tag(`data-page-views="off" data-take-ids="${origins.shop}" ${widgetSays}`) + first }),
    {},
    scripts,
  )
  const shop = await tagSite(
    () => ({
      head: tag(`data-page-views="off" data-share-ids="${named || origins.widget}" ${shopSays}`) + first,
      body: `<iframe src="${widget.address}"></iframe>`,
    }),
    {},
    scripts,
  )
  Object.assign(origins, { shop: shop.address.replace('127.0.0.1', 'localhost'), widget: widget.address })
  const page = await (await context()).newPage()
  if (isAnswered) await page.addInitScript(patient)
  await page.goto(origins.shop)
  return { page, shop, widget }
}

const idsIn = ({ received }: TagSite) =>
  eventsOf([...received]).map(({ category, action, visitor, session }) => ({
    is: `${category}/${action}`,
    visitor,
    session,
  }))

/** Ids of the first event of each. */
const idsOf = async ({ shop, widget }: Embedding) => {
  for (const site of [shop, widget]) await expect.poll(() => idsIn(site).length).toBeGreaterThan(0)
  return { shop: idsIn(shop)[0]!, widget: idsIn(widget)[0]! }
}

it('a frame that asks has the ids of the page around, from its first event on', async () => {
  const ids = await idsOf(await embedding('', '', '', true))
  expect(ids.shop.visitor).toMatch(/^.{21}$/)
  expect(ids.widget).toEqual(ids.shop)
})

it.each(['data-consent="denied"', 'data-consent="pending"', 'data-anonymous'])(
  'a frame has ids of its own where the page around has %s',
  async (says) => {
    const { page, widget } = await embedding(says)
    await expect.poll(() => idsIn(widget).length).toBe(1)
    expect(idsIn(widget)[0]!.visitor).toMatch(/^.{21}$/)
    expect(await page.evaluate('[localStorage.getItem("_tog.rv-userID"), document.cookie]')).toEqual([
      null,
      '',
    ])
  },
)

it('a frame has ids of its own where the page around names another', async () => {
  const visit = await embedding('', '', 'https://other.example')
  const ids = await idsOf(visit)
  expect(ids.widget.visitor).not.toBe(ids.shop.visitor)
})

it('a frame asks when it has consent, and not before', async () => {
  const visit = await embedding('', 'data-consent="pending"', '', true)
  await expect.poll(() => idsIn(visit.shop).length).toBe(1)
  const frame = visit.page.frames()[1]!
  await frame.waitForFunction('rivulet.consent')
  // Longer than it would wait for an answer.
  await visit.page.waitForTimeout(1_500)
  expect(await frame.evaluate('document.cookie')).toBe('')
  await frame.evaluate('rivulet.consent.grant()')
  const ids = await idsOf(visit)
  expect(ids.widget).toEqual(ids.shop)
})

it('a frame that is left before it was answered has sent what it held', async () => {
  const { page, widget } = await embedding('data-consent="pending"')
  const frame = page.frames()[1]!
  await frame.waitForFunction('rivulet.tracker')
  await page.goto('about:blank')
  await expect.poll(() => idsIn(widget).map(({ is }) => is)).toEqual(['at/once'])
})
