import { bundle } from './bundle.mjs'
import { countingCollector } from './counting-collector.mjs'

/** A script that makes a global `subject`: `start(collector)`, which returns its `track(event)`, and `event(index)`. */
const script = (name) =>
  bundle(`export { start } from './subjects/page/${name}.mjs'\nexport { event } from './lib/event.mjs'`, {
    format: 'iife',
    globalName: 'subject',
  })

/**
 * One subject's trial: an empty page in a browser context of its own, and a collector of its own on another site than
 * the page. The subject's script is in the page as text, in `globalThis.source`, and not yet run.
 */
export const trial = async (browser, address, subject, measure) => {
  const source = await script(subject.name)
  const collector = await countingCollector(subject.endpoint)
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(address)
    await page.evaluate((text) => {
      globalThis.source = text
    }, source)
    const figures = await measure({ page, context, collector })
    const { errors } = collector.seen()
    if (errors.length)
      throw Error(`its collector did not understand ${errors.length} requests, first ${errors[0]}`)
    return figures
  } finally {
    await context.close()
    await collector.close()
  }
}
