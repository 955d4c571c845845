import { join } from 'node:path'
import { expect, it } from 'vitest'
import { useChromium } from '../../../test/browser/support/chromium.ts'
import { post } from '../support/activity.ts'
import { listening } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const context = useChromium()
const event = 'd=1795000000&c=embed&a=view'

/** The live page of a collector of its own, in Chromium. */
async function openPage() {
  const { url } = await listening(['--live', '--store', join(temporaryFolder(), 'events.db')])
  const page = await (await context()).newPage()
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await page.goto(`${url}/live`)
  const summary = page.locator('.summary')
  const cells = (sender: string) =>
    page.locator('.senders tbody tr', { hasText: sender }).locator('th, td').allInnerTexts()
  return {
    url,
    page,
    errors,
    summary,
    cells,
    says: (text: string) => summary.filter({ hasText: text }).waitFor(),
  }
}

it('follows deliveries: nothing yet, all well, repeats, losses, and the gaps of a sender', async () => {
  const { url, page, errors, says, cells } = await openPage()
  await says('Nothing to measure yet')

  await post(url, `?k=f3K&h=recorded.2.delivered.0\n?k=f3K\n${event}&n=1\n${event}&n=2`)
  await says('Nothing lost: 2 of 2')

  await post(url, `?k=f3K&h=recorded.2.retried.2\n?k=f3K\n${event}&n=1\n${event}&n=2`)
  await page.locator('.figures div', { hasText: 'Repeats' }).locator('dd', { hasText: '2' }).waitFor()
  await says('Nothing lost: 2 of 2')
  expect(await cells('f3K')).toEqual(['f3K', '2', '2', '0', '2', '2', ''])

  await post(url, `?k=f3K&h=recorded.9.expired.4\n?k=f3K\n${event}&n=5\n${event}&n=6`)
  await says('4 of 9 lost, as their senders report')
  expect(await cells('f3K')).toEqual(['f3K', '9', '4', '41 waiting', '2', '2', 'expired 4'])

  await page.locator('.senders tbody .sender', { hasText: 'f3K' }).click()
  await page.locator('.gaps li').first().waitFor()
  expect(await page.locator('.gaps li').allInnerTexts()).toEqual(['3 – 4', '7 – 9'])
  await page.keyboard.press('Escape')
  expect(await page.locator('.sender-dialog').isVisible()).toBe(false)
  expect(errors).toEqual([])
})

it.each([390, 700, 1200, 1600])(
  'leaves room for the names of senders in a window of %i pixels',
  async (width) => {
    const { url, page, says } = await openPage()
    await page.setViewportSize({ width, height: 900 })
    await post(url, `?k=V1StGXR8_Z5j&h=recorded.1\n?k=V1StGXR8_Z5j\n${event}&n=1`)
    await says('Nothing lost: 1 of 1')
    const isCut = page
      .locator('.senders tbody .sender')
      .evaluate((name) => name.scrollWidth > name.clientWidth)
    expect(await isCut).toBe(false)
  },
)

it('shows what a hostile sender calls itself, and runs none of it', async () => {
  const { url, page, errors, says } = await openPage()
  const name = '<img src=x onerror="throw 1">'
  await post(url, `${event}&k=${encodeURIComponent(name)}&n=3`)
  await says('Nothing lost so far: 1 of 3, 2 on their way')
  await page.locator('.senders tbody .sender').click()
  await page.locator('.gaps li').waitFor()
  expect(await page.locator('#sender-heading').innerText()).toBe(name)
  expect(await page.locator('img').count()).toBe(0)
  expect(errors).toEqual([])
})

it('leaves no hole beside the senders that are unfolded, and no figure alone in its row', async () => {
  const { url, page, says } = await openPage()
  await page.setViewportSize({ width: 1280, height: 900 })
  await post(
    url,
    Array.from({ length: 16 }, (_, at) => `?k=sender${at}&h=recorded.1\n?k=sender${at}\n${event}&n=1`).join(
      '\n',
    ),
  )
  await says('Nothing lost: 16 of 16')
  await page.getByRole('button', { name: 'Show the last 16' }).click()
  const [chart, delivery] = await Promise.all(
    ['.rate', '.delivery'].map((panel) =>
      page.locator(panel).evaluate((each) => each.getBoundingClientRect()),
    ),
  )
  expect([chart!.width, delivery!.top > chart!.bottom]).toEqual([delivery!.width, true])

  await page.setViewportSize({ width: 390, height: 900 })
  const tops = await page
    .locator('.delivery .figures > div')
    .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top))
  expect(tops.filter((top) => tops.filter((other) => other === top).length < 2)).toEqual([])
})
