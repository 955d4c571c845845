import { expect, it } from 'vitest'
import { useChromium } from './support/chromium.ts'
import { sdk } from './support/sdk.ts'
import { site } from './support/site.ts'

const context = useChromium()

/** Makes a tracker with all there is, uses it, and posts what it hears. */
const use = `
  const issues = []
  const onIssue = ({ reason }) => issues.push(reason)
  const consent = rivulet.createConsent()
  const plugins = [rivulet.pageViews(), rivulet.clicks({ selector: 'a' }), rivulet.visibility('a'), rivulet.forms(),
    rivulet.errors(), rivulet.scrollDepth(), rivulet.timeOnPage(), rivulet.declarative()]
  const trackers = [{}, { consent }, { delivery: rivulet.gzipped(rivulet.acknowledged()), wire: rivulet.profileStore() }]
    .map((more) => rivulet.createTracker({ collector: 'https://collect.example/', plugins, onIssue, ...more }))
  consent.grant()
  consent.deny()
  for (const tracker of trackers) {
    tracker.with({ category: 'embed' }).track({ action: 'view' })
    tracker.time({ category: 'embed', action: 'load' })()
    tracker.use(rivulet.pageViews())()
    tracker.flush()
    tracker.stop()
  }
  setTimeout(() => postMessage(issues), 100)`

it('each tracker that is made in a worker says so once, and does nothing', async () => {
  const { at, requests } = await site({ '/': '<!doctype html><title>Page</title>' })
  const page = await (await context()).newPage()
  await page.goto(at('localhost'))
  const heard = await page.evaluate(
    (code) =>
      new Promise((done) => {
        const worker = new Worker(URL.createObjectURL(new Blob([code])))
        worker.onmessage = ({ data }) => done(data)
        worker.onerror = ({ message }) => done(message)
      }),
    `${await sdk()}\n${use}`,
  )
  expect(heard).toStrictEqual(['worker', 'worker', 'worker'])
  expect(requests.map(({ url }) => url)).not.toContainEqual(expect.stringContaining('collect'))
})
