import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { firefox } from '../../faults/engines/firefox.mjs'
import { webkit } from '../../faults/engines/webkit.mjs'
import { embedding, shares, takes } from '../support/widget/embedding.ts'

it.each([
  // Firefox hides the origin from frames that are to have no referrer.
  ['Firefox', firefox, () => null],
  ['WebKit', webkit, (shop: string) => `${shop}/`],
] as const)('a widget takes the ids of the page around it in %s', async (_, engine, page) => {
  const attributes = 'referrerpolicy="no-referrer"'
  const { shop, idsOf, arrived } = await embedding({ shop: shares, widget: takes(20_000), attributes })
  const profile = await mkdtemp(join(tmpdir(), 'rivulet-widget-'))
  const browser = await engine.launch(profile)
  try {
    await browser.open(`${shop}/`)
    expect(await idsOf('widget', 2)).toStrictEqual(await idsOf('shop', 2))
    const view = (await arrived(2)).find(({ type }) => type === 'widget/view')
    expect(view).toMatchObject({ page: page(shop) })
  } finally {
    await browser.kill()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})
