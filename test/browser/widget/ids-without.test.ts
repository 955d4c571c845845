import type { Frame, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { embedding, shares, takes } from '../support/widget/embedding.ts'
import { profileWith } from '../support/widget/profile-with.ts'

const context = useChromium()

interface Visited {
  readonly page: Page
  readonly frame: Frame
}

/** What the frame may keep: in partitioned cookies, and in localStorage. */
const kept = `[/_tog.rv-userID/.test(document.cookie), (() => {
  try { return !!localStorage['_tog.rv-userID'] } catch { return 'throws' }
})()]`

/** How often the page is asked in so many ms from now on. */
const questionsWithin = async ({ page, frame }: Visited, ms: number): Promise<unknown> => {
  // Messages come in order: when this one is there, so are the questions that were asked before.
  await frame.evaluate(`top.postMessage('now', '*')`)
  await page.waitForFunction(`heard.includes('now')`)
  return page.evaluate(`new Promise((done) => {
    heard.length = 0
    setTimeout(() => done(heard.length), ${ms})
  })`)
}

it.each([
  ['thirdPartyCookies', [true, true]],
  ['noThirdPartyCookies', [true, 'throws']],
  ['noDataOfWidgets', [false, 'throws']],
] as const)('a widget takes ids, and keeps them as long as it may: %s', async (setting, keeps) => {
  const { visit, idsOf } = await embedding({ shop: shares, widget: takes() })
  const { frame } = await visit(await profileWith(setting))
  const ids = await idsOf('shop', 2)
  await frame.evaluate(`tracker.track({ action: 'click' })`)
  expect(await idsOf('widget', 3)).toStrictEqual(ids)
  expect(await frame.evaluate(kept)).toStrictEqual(keeps)
  expect(await frame.evaluate('issues')).toStrictEqual([])
})

it.each([
  ['thirdPartyCookies', [true, true]],
  ['noThirdPartyCookies', [true, 'throws']],
  ['noDataOfWidgets', [false, 'throws']],
] as const)('a widget that takes none has one visitor while its page lives: %s', async (setting, keeps) => {
  const { visit, idsOf } = await embedding({ shop: '', widget: takes(100) })
  const { frame } = await visit(await profileWith(setting))
  await idsOf('widget', 1)
  await frame.evaluate(`tracker.track({ action: 'click' })`)
  expect(await idsOf('widget', 2)).toHaveLength(1)
  expect(await frame.evaluate(kept)).toStrictEqual(keeps)
})

it.each(['noThirdPartyCookies', 'noDataOfWidgets'] as const)(
  'a page that may keep nothing tells the ids it has in memory: %s',
  async (setting) => {
    // The setting is about 127.0.0.1.
    const hosts = ['127.0.0.1', 'localhost'] as const
    const { visit, idsOf } = await embedding({ shop: shares, widget: takes(), hosts })
    await visit(await profileWith(setting))
    expect(await idsOf('widget', 2)).toStrictEqual(await idsOf('shop', 2))
  },
)

it('a widget whose page goes before an answer sends what it holds, with ids of its own', async () => {
  const { visit, arrived } = await embedding({ shop: '', widget: takes(60_000) })
  const { frame } = await visit(await context())
  // By itself: Chromium ends the process of a frame that takes half a second over its end when its tab is closed
  // (kUnloadTimeout), on a busy machine before it has heard of it.
  await frame.evaluate(`setTimeout(() => { location.href = 'about:blank' })`)
  expect(await arrived(1)).toMatchObject([
    { type: 'widget/view', visitor: expect.stringMatching(/^[\w-]{21}$/) },
  ])
})

it('a widget that is stopped sends what it holds, and asks no more', async () => {
  const { visit, arrived } = await embedding({ shop: '', widget: takes(60_000) })
  const visited = await visit(await context())
  await visited.page.waitForFunction('heard.length > 2')
  await visited.frame.evaluate('tracker.stop()')
  expect(await arrived(1)).toMatchObject([{ type: 'widget/view' }])
  expect(await questionsWithin(visited, 500)).toBe(0)
})

it('a widget without consent neither asks nor keeps anything, before it is given and after it is taken', async () => {
  const { visit, idsOf, arrived } = await embedding({
    shop: shares,
    widget: `const consent = rivulet.createConsent(); ${takes(60_000, 'consent')}`,
  })
  const visited = await visit(await profileWith('thirdPartyCookies'))
  const { frame } = visited
  expect(await questionsWithin(visited, 300)).toBe(0)
  expect(await frame.evaluate(kept)).toStrictEqual([false, false])
  await frame.evaluate('consent.grant()')
  expect(await idsOf('widget', 2)).toStrictEqual(await idsOf('shop', 2))
  await frame.evaluate(`consent.deny(); tracker.track({ action: 'click' })`)
  expect(await frame.evaluate(kept)).toStrictEqual([false, false])
  expect(await questionsWithin(visited, 300)).toBe(0)
  expect(await arrived(2)).toHaveLength(2)
})

it('consent that is denied while a widget asks ends that, and drops what it holds', async () => {
  const { visit, arrived } = await embedding({
    shop: '',
    // In the next task: however late that is, it comes before the wait is over.
    widget: `const consent = rivulet.createConsent('granted'); ${takes(300, 'consent')}
      setTimeout(() => consent.deny())`,
  })
  const visited = await visit(await profileWith('thirdPartyCookies'))
  const { page, frame } = visited
  await frame.waitForFunction(`consent.state === 'denied'`)
  await page.waitForFunction(`heard.includes('_tog.rv-ids')`)
  expect(await questionsWithin(visited, 600)).toBe(0)
  expect(await frame.evaluate('issues')).toStrictEqual([{ reason: 'denied', events: 1 }])
  expect(await frame.evaluate(kept)).toStrictEqual([false, false])
  await page.close({ runBeforeUnload: true })
  expect(await arrived(0)).toStrictEqual([])
})

it('a page whose consent is taken back tells nobody any more', async () => {
  const { visit } = await embedding({
    shop: `const consent = rivulet.createConsent('granted')
      create({ consent, ids: shareIds({ origins: [widget] }) }).track({ action: 'view' })`,
    widget: '',
  })
  const { page, frame } = await visit(await context())
  const answers = async (): Promise<unknown> => {
    await page.evaluate('heard.length = 0')
    await frame.evaluate(`heard.length = 0; top.postMessage('_tog.rv-ids', '*')`)
    // Messages come in order: when this one is there, so is the answer.
    await page.waitForFunction(`heard.includes('_tog.rv-ids')`)
    await page.evaluate(`frames[0].postMessage('last', '*')`)
    await frame.waitForFunction(`heard.includes('last')`)
    return frame.evaluate('heard.length - 1')
  }
  expect(await answers()).toBe(1)
  await page.evaluate('consent.deny()')
  expect(await answers()).toBe(0)
})

it('a widget that is opened by itself waits for nobody', async () => {
  const { widget, arrived } = await embedding({ shop: '', widget: takes(60_000) })
  const page = await (await context()).newPage()
  await page.goto(widget)
  expect(await arrived(1)).toMatchObject([{ type: 'widget/view', page: `${widget}/` }])
  expect(await page.evaluate('heard')).toStrictEqual([])
})
