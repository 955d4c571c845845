import { join } from 'node:path'
import { expect, it } from 'vitest'
import { useChromium } from '../../../test/browser/support/chromium.ts'
import { post } from '../support/activity.ts'
import { listening } from '../support/command.ts'
import { key, withKey } from '../support/profile-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const context = useChromium()
const hostile = '<img src=x onerror="document.title=1">'

it('the live page shows what was rejected and why, as it comes, as text, and forgets it with its visitor', async () => {
  const { url } = await listening(['--live', '--store', join(temporaryFolder(), 'events.db')], [], {
    RIVULET_KEY: key,
  })
  const page = await (await context()).newPage()
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await page.goto(`${url}/live`)
  await page.locator('.connection[data-state=live]').waitFor()
  const panel = page.getByRole('region', { name: 'Rejected' })
  expect(await panel.count()).toBe(0)

  await post(url, `u=V1&c=${hostile}`, { origin: 'https://shop.example' })
  const row = panel.locator('tbody tr')
  await row.waitFor()
  expect(await row.locator('td').allInnerTexts()).toEqual([
    'd is required',
    `u=V1&c=${hostile}`,
    'https://shop.example',
  ])
  // All of it is to be read, in a window of any width, and nothing touches the border.
  for (const width of [390, 1280, 1600]) {
    await page.setViewportSize({ width, height: 900 })
    const laidOut = await panel.evaluate((section) => {
      const outer = section.getBoundingClientRect()
      const main = section.parentElement!
      const { paddingLeft, paddingRight } = section.ownerDocument.defaultView!.getComputedStyle(main)
      const cells = [...section.querySelectorAll('tbody td, tbody th')]
      return {
        isWhole:
          outer.width === main.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight),
        narrow: cells.filter((cell) => cell.clientWidth < section.clientWidth / 2).length,
        shown: cells.filter((cell) => cell.scrollWidth <= cell.clientWidth && cell.clientHeight > 0).length,
        text: Math.min(
          ...[...section.querySelectorAll('h2, .when, td')].map((each) => {
            const range = section.ownerDocument.createRange()
            range.selectNodeContents(each)
            const { left, right } = range.getBoundingClientRect()
            return Math.min(left - outer.left, outer.right - right)
          }),
        ),
      }
    })
    expect([width, laidOut.isWhole, laidOut.shown]).toEqual([width, true, 4])
    expect(laidOut.text).toBeGreaterThanOrEqual(12)
    // Where there is no room for columns, all have the whole width.
    if (width === 390) expect(laidOut.narrow).toBe(0)
  }
  // The key of the keyboard opens it, too.
  await row.getByRole('button').press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Rejected event' })
  expect(await dialog.locator('.value').allInnerTexts()).toEqual([
    'd is required',
    'd',
    'rivet',
    'https://shop.example',
  ])
  expect(await dialog.locator('pre').innerText()).toBe(`u=V1&c=${hostile}`)
  await page.keyboard.press('Escape')

  await post(url, Array.from({ length: 20 }, (_, at) => `u=V2&c=${at}`).join('\n'))
  await panel.getByText('21 since the collector started').waitFor()
  expect(await row.count()).toBe(5)
  await panel.getByRole('button', { name: 'Show the last 21' }).click()
  expect(await row.count()).toBe(21)

  await fetch(`${url}/api/v2.0/Visitors/V2`, { method: 'DELETE', headers: withKey })
  await expect.poll(() => row.locator('.said').allInnerTexts()).toEqual([`u=V1&c=${hostile}`])
  expect([await page.title(), errors]).toEqual(['Rivulet live', []])
})
