import { describe, expect, it } from 'vitest'
import type { ConsentState } from '../../../src/types.ts'
import { useChromium } from '../support/chromium.ts'
import { type Copy, sideBySide, waiting } from '../support/side-by-side/copies.ts'
import { delivery } from '../support/side-by-side/delivery.ts'
import { interruptibleCollector } from '../support/side-by-side/interruptible-collector.ts'

const context = useChromium()

/** Two current copies, of which the first has a consent of its own. */
const begun = async (consent: ConsentState = 'granted') => {
  const collector = await interruptibleCollector()
  const site = await sideBySide(await context())
  const copies = (theirs: string = collector.url): [Copy, Copy] => [
    { name: 'ending', version: 'current', collector: theirs, consent },
    { name: 'living', version: 'current', collector: collector.url },
  ]
  return { collector, site, copies }
}

describe('of two copies in one page', () => {
  it('one that is stopped keeps what it has for the next page, and the other records on', async () => {
    const { collector, site, copies } = await begun()
    await collector.goAway()
    const tab = await site.open(...copies())
    // In one task: a little later it is an issue, too, that the collector cannot be reached.
    const issues = await tab.evaluate(
      `trackAll('view'); copy('ending').stop(); trackAll('click'); [...issues]`,
    )
    expect(issues).toStrictEqual([{ reason: 'stopped' }])
    await collector.comeBack()
    await expect
      .poll(() => collector.types().filter((type) => type.startsWith('living')), delivery)
      .toStrictEqual(['living/click', 'living/view'])
    await site.open(...copies())
    await expect.poll(collector.types, delivery).toStrictEqual(['ending/view', 'living/click', 'living/view'])
    await expect.poll(async () => waiting(await site.stored()), delivery).toStrictEqual([])
    expect(collector.ids()).toHaveLength(1)
  })

  it.each(['the same collector', 'a collector each'])(
    'one that is denied loses what waits, and the other nothing: %s',
    async (which) => {
      const { collector, site, copies } = await begun()
      const theirs = which === 'the same collector' ? collector : await interruptibleCollector()
      await collector.goAway()
      if (theirs !== collector) await theirs.goAway()
      const tab = await site.open(...copies(theirs.url))
      await tab.evaluate(`trackAll('view'); copy('ending').consent.deny(); trackAll('click')`)
      await collector.comeBack()
      if (theirs !== collector) await theirs.comeBack()
      await expect.poll(collector.types, delivery).toStrictEqual(['living/click', 'living/view'])
      await tab.close({ runBeforeUnload: true })
      const [, living] = copies()
      await (await site.open(living)).evaluate(`trackAll('next')`)
      await expect
        .poll(collector.types, delivery)
        .toStrictEqual(['living/click', 'living/next', 'living/view'])
      if (theirs !== collector) expect(theirs.types()).toStrictEqual([])
      await expect.poll(async () => waiting(await site.stored()), delivery).toStrictEqual([])
    },
  )

  it('one that waits for consent stores nothing, and then has the ids of the other', async () => {
    const { collector, site, copies } = await begun('pending')
    const tab = await site.open(...copies())
    await tab.evaluate(`trackAll('view')`)
    await expect.poll(collector.types, delivery).toStrictEqual(['living/view'])
    await expect.poll(async () => waiting(await site.stored()), delivery).toStrictEqual([])
    await tab.evaluate(`copy('ending').consent.grant()`)
    await expect.poll(collector.types, delivery).toStrictEqual(['ending/view', 'living/view'])
    expect(collector.ids()).toHaveLength(1)
  })
})
