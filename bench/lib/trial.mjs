import { slowNetwork } from '../../test/faults/slow-network.mjs'
import { countingCollector } from './counting-collector.mjs'
import { script } from './script.mjs'

/**
 * One subject's trial: an empty page in a browser context of its own, and a collector of its own on another site than
 * the page. The subject's script is in the page as text, in `globalThis.source`, and not yet run.
 *
 * @param measure - is given the collector, and the `address` by which the page reaches it
 * @param roundTrip - to the collector, in ms
 */
export const trial = async (browser, pageAddress, subject, measure, roundTrip = 0) => {
  const source = await script(subject)
  const collector = await countingCollector(subject.endpoint)
  const network = await slowNetwork(collector.url, roundTrip)
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(pageAddress)
    await page.evaluate((text) => {
      globalThis.source = text
    }, source)
    const figures = await measure({ page, context, collector, address: network.url })
    collector.check()
    return figures
  } finally {
    await context.close()
    await network.close()
    await collector.close()
  }
}
