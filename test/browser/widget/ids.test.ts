import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { embedding, shares, takes } from '../support/widget/embedding.ts'

const context = useChromium()

it('a widget knows the visitor by the ids of the page around it, from its first event', async () => {
  const { visit, idsOf, arrived } = await embedding({ shop: shares, widget: takes() })
  const profile = await context()
  const { frame } = await visit(profile)
  await frame.evaluate(`tracker.track({ action: 'click' })`)
  const ids = await idsOf('shop', 3)
  expect(await idsOf('widget', 3)).toStrictEqual(ids)
  expect((await arrived(3)).map(({ type }) => type).sort()).toStrictEqual([
    'shop/view',
    'widget/click',
    'widget/view',
  ])
  // Its partition has them now as well.
  const cookies = (await profile.cookies()).filter(({ name }) => name === '_tog.rv-userID')
  expect(cookies).toHaveLength(2)
  expect(cookies.map(({ value }) => value)).toStrictEqual(Array(2).fill(ids[0]?.split(' ')[0]))
  expect(await frame.evaluate('issues')).toStrictEqual([])
})

it("the page's ids take the place of what the widget had before", async () => {
  const { visit, idsOf } = await embedding({
    shop: `if (location.hash) { ${shares} }`,
    // For nobody when it has no ids, and then until the page has answered.
    widget: takes('document.cookie ? 60_000 : 300'),
  })
  const profile = await context()
  await visit(profile)
  const [before] = await idsOf('widget', 1)
  await visit(profile, '/#share')
  const [shop] = await idsOf('shop', 3)
  expect(shop).not.toBe(before)
  expect(await idsOf('widget', 3)).toStrictEqual([before, shop])
})

it('a page may be ready to answer later than the widget, which holds its events with their own times', async () => {
  const { visit, idsOf, arrived } = await embedding({
    shop: `setTimeout(() => { ${shares} }, 2_200)`,
    widget: `const begun = Date.now(); ${takes()}`,
  })
  const { frame } = await visit(await context())
  await frame.evaluate('tracker.flush()')
  expect(await idsOf('widget', 2)).toStrictEqual(await idsOf('shop', 2))
  const view = (await arrived(2)).find(({ type }) => type === 'widget/view')
  // The wire tells whole seconds.
  const begun = (await frame.evaluate('begun')) as number
  expect(Math.abs(Number(view?.time) - begun)).toBeLessThanOrEqual(1_000)
})

it('a widget deep inside takes the ids of the outermost page, and of nobody in between', async () => {
  const { visit, idsOf } = await embedding({
    // Late, so that the page in between is heard first.
    shop: `setTimeout(() => { ${shares} }, 500)`,
    widget: takes().replace('[shop]', '[shop, between]'),
  })
  const { page } = await visit(await context(), '/nested')
  expect(await idsOf('widget', 2)).toStrictEqual(await idsOf('shop', 2))
  expect(await page.frames()[1]?.evaluate('heard')).toStrictEqual([])
})

it.each([
  ['the page has not listed the widget', shares.replace('[widget]', `['https://other.example']`), takes(400)],
  ['the widget has not listed the page', shares, takes(400).replace('[shop]', `['https://other.example']`)],
  ['the page does not share', `create({}).track({ action: 'view' })`, takes(400)],
  [
    'the page may not record',
    `create({ consent: rivulet.createConsent('denied'), ids: shareIds({ origins: [widget] }) })
     create({}).track({ action: 'view' })`,
    takes(400),
  ],
  [
    'the page is anonymous',
    `create({ isAnonymous: true, ids: shareIds({ origins: [widget] }) }); create({}).track({ action: 'view' })`,
    takes(400),
  ],
  ['the widget does not take', shares, `const tracker = create({}); tracker.track({ action: 'view' })`],
])('a widget has ids of its own when %s', async (_why, shop, widget) => {
  const { visit, idsOf } = await embedding({ shop, widget })
  await visit(await context())
  const [own, ...others] = await idsOf('widget', 2)
  expect(others).toStrictEqual([])
  expect(own).toMatch(/^[\w-]{21} [\w-]{21}$/)
  expect(own).not.toBe((await idsOf('shop', 2))[0])
})

it('a widget that is not listed hears nothing, whatever it asks', async () => {
  const { visit } = await embedding({
    shop: `create({ ids: shareIds({ origins: ['https://other.example'] }) })`,
    widget: '',
  })
  const { page, frame } = await visit(await context())
  await frame.evaluate(`top.postMessage('_tog.rv-ids', '*')`)
  // Messages come in order: when this one is there, the question has been heard.
  await page.waitForFunction(`heard.includes('_tog.rv-ids')`)
  await page.evaluate(`frames[0].postMessage('last', '*')`)
  await frame.waitForFunction(`heard.includes('last')`)
  expect(await frame.evaluate('heard')).toStrictEqual(['last'])
})

it('a window that the page has opened is no frame of it, and hears nothing', async () => {
  const { visit, widget } = await embedding({ shop: shares, widget: takes() })
  const profile = await context()
  const { page } = await visit(profile)
  const opening = profile.waitForEvent('page')
  await page.evaluate(`globalThis.popup = open(${JSON.stringify(widget)}); heard.length = 0`)
  const opened = await opening
  await opened.waitForLoadState()
  await opened.evaluate(`opener.postMessage('_tog.rv-ids', '*')`)
  await page.waitForFunction(`heard.includes('_tog.rv-ids')`)
  await page.evaluate(`popup.postMessage('last', '*')`)
  await opened.waitForFunction(`heard.includes('last')`)
  expect(await opened.evaluate('heard')).toStrictEqual(['last'])
})

it('an origin that is none is refused', async () => {
  const { visit } = await embedding({
    shop: `for (const origin of ['*', 'null', 'data:,', 'widget.example']) create({ ids: shareIds({ origins: [origin] }) })`,
    widget: `create({ ids: takeIds({ origins: ['*'] }) })`,
  })
  const { page, frame } = await visit(await context())
  const refused = (value: string) => ({ reason: 'invalid', field: 'origins', value })
  expect(await page.evaluate('issues')).toStrictEqual(['*', 'null', 'data:,', 'widget.example'].map(refused))
  expect(await frame.evaluate('issues')).toStrictEqual([refused('*')])
})
