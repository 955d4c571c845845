import { join } from 'node:path'
import { expect, it } from 'vitest'
import { useChromium } from '../../../test/browser/support/chromium.ts'
import { post } from '../support/activity.ts'
import { listening } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const context = useChromium()
const event = (action: string, visitor: string, session: string) =>
  `?u=${visitor}&i=${session}\nd=1795000000&c=embed&a=${action}`

it('follows one visitor, or one session of theirs, of those that are there and those to come', async () => {
  const { url } = await listening(['--live', '--store', join(temporaryFolder(), 'events.db')])
  const page = await (await context()).newPage()
  const rows = page.locator('.rows .action')
  const shows = (...actions: string[]) => expect.poll(() => rows.allInnerTexts()).toEqual(actions)
  const follow = async (action: string, who: string) => {
    await page.locator('.rows .row', { hasText: action }).click()
    await page.getByRole('button', { name: `Show only this ${who}` }).click()
    // While the pointer is on it, the stream is held.
    await page.mouse.move(0, 0)
  }
  await page.goto(`${url}/live`)
  for (const [action, visitor, session] of [
    ['one', 'V1', 'S1'],
    ['two', 'V12', 'S2'],
    ['three', 'V1', 'S3'],
  ] as const) {
    await post(url, event(action, visitor, session))
    await rows.filter({ hasText: action }).waitFor()
  }

  await follow('one', 'visitor')
  expect(await page.inputValue('#filter')).toBe('visitor:V1')
  await shows('three', 'one')
  await post(url, event('four', 'V12', 'S2'))
  await post(url, event('five', 'V1', 'S3'))
  await shows('five', 'three', 'one')

  await follow('five', 'session')
  await shows('five', 'three')
  await page.fill('#filter', '')
  await shows('five', 'four', 'three', 'two', 'one')
})
