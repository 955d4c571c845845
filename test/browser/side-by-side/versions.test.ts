import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { type Copy, sideBySide } from '../support/side-by-side/copies.ts'
import { delivery } from '../support/side-by-side/delivery.ts'
import { interruptibleCollector } from '../support/side-by-side/interruptible-collector.ts'

const context = useChromium()

const orders = ['earlier first', 'current first'] as const

const ordered = (order: (typeof orders)[number], copies: readonly Copy[]): readonly Copy[] =>
  order === 'earlier first' ? copies : copies.toReversed()

/**
 * Tracks, and goes to a page without any copy. Chromium ends a tab that takes half a second over its close (kUnloadTimeout),
 * on a busy machine before it has heard of it: the earliest copy then has nothing in storage.
 */
const leave = async (tab: Page): Promise<void> => {
  await tab.evaluate(`trackAll('leave')`)
  await tab.evaluate(`setTimeout(() => { location.href = 'about:blank' })`)
  await tab.waitForURL('about:blank')
}

const typesOf = (...actions: string[]): string[] =>
  actions.flatMap((action) => ['current', 'earlier'].map((name) => `${name}/${action}`)).toSorted()

describe.each(['without-outbox', 'with-outbox'] as const)(
  'a copy %s and a current one in one page',
  (version) => {
    it.each(orders)('with a collector each: every event is in that of its copy, once (%s)', async (order) => {
      const [theirs, ours] = [await interruptibleCollector(), await interruptibleCollector()]
      const site = await sideBySide(await context())
      const copies = ordered(order, [
        { name: 'earlier', version, collector: theirs.url },
        { name: 'current', version: 'current', collector: ours.url },
      ])
      const tab = await site.open(...copies)
      await tab.evaluate(`trackAll('view'); trackAll('click')`)
      await expect
        .poll(() => [theirs.types(), ours.types()], delivery)
        .toStrictEqual([
          ['earlier/click', 'earlier/view'],
          ['current/click', 'current/view'],
        ])
      await leave(tab)
      const next = await site.open(...copies)
      await next.evaluate(`trackAll('return')`)
      await expect
        .poll(() => [theirs.types(), ours.types()], delivery)
        .toStrictEqual([
          ['earlier/click', 'earlier/leave', 'earlier/return', 'earlier/view'],
          ['current/click', 'current/leave', 'current/return', 'current/view'],
        ])
      expect(new Set([...theirs.ids(), ...ours.ids()]).size).toBe(1)
      expect(await next.evaluate('issues')).toStrictEqual([])
    })

    it.each(orders)('with the same collector: every event is there once (%s)', async (order) => {
      const collector = await interruptibleCollector()
      const site = await sideBySide(await context())
      const copies = ordered(order, [
        { name: 'earlier', version, collector: collector.url },
        { name: 'current', version: 'current', collector: collector.url },
      ])
      const tab = await site.open(...copies)
      await tab.evaluate(`trackAll('view'); trackAll('click')`)
      await expect.poll(collector.types, delivery).toStrictEqual(typesOf('click', 'view'))
      expect(collector.repeats()).toBe(0)
      await leave(tab)
      const next = await site.open(...copies)
      await next.evaluate(`trackAll('return')`)
      await expect.poll(collector.types, delivery).toStrictEqual(typesOf('click', 'leave', 'return', 'view'))
      expect(collector.ids()).toHaveLength(1)
      expect(await next.evaluate('issues')).toStrictEqual([])
    })
  },
)
