import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { type Copy, sideBySide } from '../support/side-by-side/copies.ts'
import { delivery } from '../support/side-by-side/delivery.ts'
import { interruptibleCollector } from '../support/side-by-side/interruptible-collector.ts'

const context = useChromium()

const begun = async () => {
  const [theirs, ours] = [await interruptibleCollector(), await interruptibleCollector()]
  const site = await sideBySide(await context())
  const denied: Copy = { name: 'denied', version: 'current', collector: theirs.url, consent: 'granted' }
  const living: Copy = { name: 'living', version: 'current', collector: ours.url }
  return { theirs, ours, site, denied, living }
}

it('a copy that is granted anew is somebody new, and so is the other', async () => {
  const { theirs, ours, site, denied, living } = await begun()
  const tab = await site.open(denied, living)
  await tab.evaluate(`trackAll('view')`)
  await expect
    .poll(() => [theirs.types(), ours.types()], delivery)
    .toStrictEqual([['denied/view'], ['living/view']])
  const [before] = theirs.ids()
  await tab.evaluate(`copy('denied').consent.deny()`)
  // Ids are read at most once a second.
  await tab.waitForTimeout(1_500)
  await tab.evaluate(`trackAll('denied')`)
  await expect.poll(ours.types, delivery).toStrictEqual(['living/denied', 'living/view'])
  await tab.evaluate(`copy('denied').consent.grant(); trackAll('again')`)
  await expect.poll(theirs.types, delivery).toStrictEqual(['denied/again', 'denied/view'])
  const after = theirs.ids().find((ids) => ids !== before)
  expect(ours.ids()).toStrictEqual([before, after])
  const [parts, others] = [before, after].map((ids) => `${ids}`.split(' '))
  expect(parts?.filter((id) => others?.includes(id))).toStrictEqual([])
})
