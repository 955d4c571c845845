import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { type Copy, sideBySide, waiting } from '../support/side-by-side/copies.ts'
import { delivery } from '../support/side-by-side/delivery.ts'
import { interruptibleCollector } from '../support/side-by-side/interruptible-collector.ts'

const context = useChromium()

/** Longer than it takes for a line that nobody looks after to be another's. */
const patience = 5_500

const begun = async () => {
  const site = await sideBySide(await context())
  return {
    collector: await interruptibleCollector(),
    site,
    lines: async (): Promise<string[]> => waiting(await site.stored()),
  }
}

/**
 * Closes a tab as its reader does, when its lines are in storage. Chromium ends a page that takes half a second over its end
 * (kUnloadTimeout), on a busy machine before it has written anything.
 */
const leave = async (tab: Page, lines: () => Promise<readonly string[]>, count: number): Promise<void> => {
  await expect.poll(lines, delivery).toHaveLength(count)
  const isClosed = tab.waitForEvent('close')
  await tab.close({ runBeforeUnload: true })
  await isClosed
}

// Not the other way: earlier builds know one line a key, and leave what today's stores alone.
describe.each([['with-outbox', 'current']] as const)(
  'what a page %s leaves while the collector is away',
  (leaving, coming) => {
    const left = (collector: string): Copy => ({ name: 'left', version: leaving, collector })
    const next = (collector: string): Copy => ({ name: 'next', version: coming, collector })

    it(`a page ${coming} delivers once, with its ids, when the tab was closed`, async () => {
      const { collector, site, lines } = await begun()
      await collector.goAway()
      const tab = await site.open(left(collector.url))
      await tab.evaluate(`trackAll('view'); trackAll('click')`)
      await leave(tab, lines, 2)
      // Whether a tab that is closed still lets go of its lines is the browser's business: a busy one ends it first.
      await expect
        .poll(lines, delivery)
        .toStrictEqual(
          Array(2).fill(expect.stringMatching(/^_tog\.rv-outbox (0|\d{13}) \d{13} \S+ http:\S+$/)),
        )
      await collector.comeBack()
      const follower = await site.open(next(collector.url))
      await follower.evaluate(`trackAll('view')`)
      await expect.poll(collector.types, delivery).toStrictEqual(['left/click', 'left/view', 'next/view'])
      await expect.poll(lines, delivery).toStrictEqual([])
      expect(collector.ids()).toHaveLength(1)
      expect(collector.repeats()).toBe(0)
    })

    it(`a page ${coming} delivers once when its process crashed`, async () => {
      const { collector, site, lines } = await begun()
      await collector.goAway()
      const tab = await site.open(left(collector.url))
      await tab.evaluate(`trackAll('view')`)
      await expect
        .poll(lines, delivery)
        .toStrictEqual([expect.stringMatching(/^_tog\.rv-outbox \d{13} \d{13} \S+ http:\S+$/)])
      await Promise.all([tab.waitForEvent('crash'), tab.goto('chrome://crash').catch(() => {})])
      await collector.comeBack()
      await site.open(next(collector.url))
      await expect.poll(collector.types, delivery).toStrictEqual(['left/view'])
      await expect.poll(lines, delivery).toStrictEqual([])
      expect(collector.repeats()).toBe(0)
    })

    it(`a page ${coming} takes over and says so, so that it is sent once though both pages live`, async () => {
      const { collector, site, lines } = await begun()
      await collector.goAway()
      const tab = await site.open(left(collector.url))
      await tab.evaluate(`trackAll('view')`)
      await pause(patience)
      // Who has it puts it away when it tries again: a look at the storage may come too late.
      await tab.evaluate(() => {
        const heard: string[] = []
        addEventListener('storage', ({ newValue }) => newValue && heard.push(newValue))
        Object.assign(globalThis, { heard })
      })
      await site.open(next(collector.url))
      await expect
        .poll(() => tab.evaluate<string[]>('heard'), delivery)
        .toContainEqual(expect.stringMatching(/^ \d{13}$/))
      await collector.comeBack()
      await expect.poll(collector.types, delivery).toStrictEqual(['left/view'])
      await tab.evaluate(`trackAll('click')`)
      await expect.poll(collector.types, delivery).toStrictEqual(['left/click', 'left/view'])
      await expect.poll(lines, delivery).toStrictEqual([])
      expect(collector.repeats()).toBe(0)
    })

    it(`a page ${coming} with another collector leaves alone, for whoever comes with the same`, async () => {
      const { collector, site, lines } = await begun()
      const other = await interruptibleCollector()
      await collector.goAway()
      const tab = await site.open(left(collector.url))
      await tab.evaluate(`trackAll('view')`)
      await leave(tab, lines, 1)
      const before = await lines()
      await collector.comeBack()
      const stranger = await site.open(next(other.url))
      await stranger.evaluate(`trackAll('view')`)
      await expect.poll(other.types, delivery).toStrictEqual(['next/view'])
      await pause(patience)
      expect(await lines()).toStrictEqual(before)
      await site.open(next(collector.url))
      await expect.poll(collector.types, delivery).toStrictEqual(['left/view'])
      expect(other.types()).toStrictEqual(['next/view'])
    })
  },
)

it.each(['without-outbox', 'with-outbox'] as const)(
  'a page %s leaves the lines of a current one alone',
  async (version) => {
    const { collector, site, lines } = await begun()
    await collector.goAway()
    const tab = await site.open({ name: 'left', version: 'current', collector: collector.url })
    await tab.evaluate(`trackAll('view')`)
    await leave(tab, lines, 1)
    const before = await lines()
    await collector.comeBack()
    const earlier = await site.open({ name: 'earlier', version, collector: collector.url })
    await earlier.evaluate(`trackAll('view')`)
    await expect.poll(collector.types, delivery).toStrictEqual(['earlier/view'])
    // Its own is there until it has read the answer.
    await expect.poll(lines, delivery).toStrictEqual(before)
    await site.open({ name: 'next', version: 'current', collector: collector.url })
    await expect.poll(collector.types, delivery).toStrictEqual(['earlier/view', 'left/view'])
    expect(collector.ids()).toHaveLength(1)
  },
)
