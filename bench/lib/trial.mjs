import { countingCollector } from './counting-collector.mjs'
import { script } from './script.mjs'

/**
 * One subject's trial: an empty page in a browser context of its own, and a collector of its own on another site than
 * the page. The subject's script is in the page as text, in `globalThis.source`, and not yet run.
 */
export const trial = async (browser, address, subject, measure) => {
  const source = await script(subject)
  const collector = await countingCollector(subject.endpoint)
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(address)
    await page.evaluate((text) => {
      globalThis.source = text
    }, source)
    const figures = await measure({ page, context, collector })
    collector.check()
    return figures
  } finally {
    await context.close()
    await collector.close()
  }
}
