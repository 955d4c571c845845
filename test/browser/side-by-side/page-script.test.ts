import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { delivery } from '../support/side-by-side/delivery.ts'
import { interruptibleCollector } from '../support/side-by-side/interruptible-collector.ts'
import { site } from '../support/site.ts'

const context = useChromium()

const stub = readFileSync(new URL('../../../dist/rivulet.stub.min.js', import.meta.url), 'utf8')
const library = '<script src="/rivulet.min.js"></script>'
const oneLine = (collector: string): string =>
  `<script src="/rivulet.min.js" data-collector="${collector}" data-page-views="off"></script>`
const inline = (collector: string): string => `
  <script data-collector="${collector}" data-page-views="off">${stub}</script>
  <script>rivulet.tracker.track({ category: 'page', action: 'early' })</script>`
const widget = (collector: string): string => `${library}
  <script>
    rivulet.createTracker({ collector: '${collector}' }).track({ category: 'widget', action: 'view' })
  </script>`

/** Opens a page of what is given, and tracks with what the page calls its tracker. */
const visited = async (html: (page: string, widget: string) => string) => {
  const [theirs, ours] = [await interruptibleCollector(), await interruptibleCollector()]
  const { at } = await site({ '/': `<!doctype html><title>Page</title>${html(theirs.url, ours.url)}` })
  const tab = await (await context()).newPage()
  await tab.goto(at('localhost'))
  await tab.evaluate(`rivulet.tracker.track({ category: 'page', action: 'late' })`)
  return () => [theirs.types(), ours.types()]
}

it("a widget's copy that comes after the page's leaves the page its tracker", async () => {
  const types = await visited((page, ours) => oneLine(page) + widget(ours))
  await expect.poll(types, delivery).toStrictEqual([['page/late'], ['widget/view']])
})

it.each([
  ['before', (page: string, ours: string) => inline(page) + widget(ours) + library],
  ['after', (page: string, ours: string) => inline(page) + library + widget(ours)],
])(
  "a widget's copy %s the library that an inline script waits for takes nothing of the page's",
  async (_when, html) => {
    const types = await visited(html)
    await expect.poll(types, delivery).toStrictEqual([['page/early', 'page/late'], ['widget/view']])
  },
)

it("of two scripts with data-collector the first is the page's", async () => {
  const types = await visited((page, ours) => oneLine(page) + oneLine(ours))
  await expect.poll(types, delivery).toStrictEqual([['page/late'], []])
})
