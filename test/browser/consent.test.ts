import { expect, it } from 'vitest'
import { useChromium } from './support/chromium.ts'
import { site } from './support/site.ts'

const context = useChromium()

/** What it sends, it sends by `flush()`, and by its end. */
const page = (head = '', options = 'consent') => `<!doctype html><title>Shop</title>${head}
<script src="/rivulet.min.js"></script>
<script>
  const issues = []
  const consent = rivulet.createConsent()
  const { track, flush } = rivulet.createTracker({
    collector: '/track', delivery: rivulet.acknowledged(), plugins: [rivulet.pageViews()], onIssue: (issue) => issues.push(issue),
    batch: { wait: 1e9 }, ${options},
  })
  track({ category: 'shop', action: 'open' })
</script>`

/** All places where a page can leave something. */
const traces = `(async () => [
  document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys()),
].filter(Boolean))()`

const opened = async (html: string) => {
  const { at, requests } = await site({
    '/': html,
    '/track': '{"stored":1,"repeated":0,"rejected":[],"time":1}',
  })
  const tab = await (await context()).newPage()
  await tab.goto(at('127.0.0.1'))
  return { tab, sent: () => requests.filter(({ url }) => url === '/track').length }
}

it('nothing is left anywhere and nothing sent before consent, and all of it after', async () => {
  const { tab, sent } = await opened(page())
  await tab.evaluate('flush()')
  await tab.waitForTimeout(2_500)
  expect(await tab.evaluate(traces)).toEqual([])
  expect(sent()).toBe(0)
  await tab.evaluate('consent.grant(); flush()')
  await expect.poll(sent).toBe(1)
  expect(await tab.evaluate('document.cookie')).toMatch(/_tog\.rv-userID=.+_tog\.rv-sessionID=/)
})

it('denial deletes what was left, and a page that goes sends nothing more', async () => {
  const { tab, sent } = await opened(page())
  await tab.evaluate('consent.grant(); flush()')
  await expect.poll(sent).toBe(1)
  await tab.evaluate(`track({ category: 'shop', action: 'late' }); consent.deny()`)
  await expect.poll(() => tab.evaluate(traces)).toEqual([])
  await tab.goto('about:blank')
  await tab.waitForTimeout(500)
  expect(sent()).toBe(1)
})

it('denial deletes what a stopped tracker has left, and whoever listens hears of it', async () => {
  const { tab } = await opened(page())
  await tab.evaluate(`
    globalThis.heard = []
    globalThis.end = consent.subscribe((state) => heard.push(state))
    consent.grant()
    const other = rivulet.createTracker({ collector: '/never', consent, delivery: rivulet.acknowledged() })
    other.track({ category: 'shop', action: 'widget' })
    other.stop()
  `)
  expect(await tab.evaluate('Object.keys(localStorage).some((key) => key.endsWith("/never"))')).toBe(true)
  await tab.evaluate('consent.deny()')
  await expect.poll(() => tab.evaluate(traces)).toEqual([])
  expect(await tab.evaluate('end(); consent.grant(); heard')).toEqual(['granted', 'denied'])
})

it('a browser that asks not to be tracked is not, unless a consent says otherwise', async () => {
  const asking = '<script>Object.defineProperty(navigator, "globalPrivacyControl", { value: true })</script>'
  const without = await opened(page(asking, 'batch: {}'))
  await without.tab.evaluate('flush()')
  await without.tab.waitForTimeout(500)
  expect(await without.tab.evaluate('issues')).toEqual([{ reason: 'denied' }])
  expect(await without.tab.evaluate(traces)).toEqual([])
  expect(without.sent()).toBe(0)

  const { tab, sent } = await opened(page(asking))
  expect(await tab.evaluate('consent.state')).toBe('denied')
  await tab.evaluate(`consent.grant(); track({ category: 'shop', action: 'asked' }); flush()`)
  await expect.poll(sent).toBe(1)
})
