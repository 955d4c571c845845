import { expect, it } from 'vitest'
import { listening } from '../../collector/test/support/command.ts'
import { useChromium } from './support/chromium.ts'

const context = useChromium()
const collector = () => listening(['--live', '--store', ':memory:'])

it('has an id only where a label or an aria attribute refers to it', async () => {
  const { url } = await collector()
  const page = await (await context()).newPage()
  await page.goto(`${url}/live`)
  await page.locator('.connection[data-state="live"]').waitFor()
  const [ids, referred] = await page.evaluate(() => {
    const values = (attribute: string) =>
      [...document.querySelectorAll(`[${attribute}]`)].flatMap((each) =>
        each.getAttribute(attribute)!.split(' '),
      )
    return [values('id'), ['for', 'aria-labelledby', 'aria-describedby'].flatMap(values)] as const
  })
  expect(ids.length).toBeGreaterThan(10)
  // A field is described by a mistake once there is one.
  expect(ids.filter((id) => !referred.includes(id))).toEqual(['ask-mistake'])
  expect(referred.filter((id) => !ids.includes(id))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
})

it('says that it needs a script where there is none', async () => {
  const { url } = await collector()
  const browser = (await context()).browser()!
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await page.goto(`${url}/live`)
  expect(await page.locator('body').innerText()).toMatch(/drawn by JavaScript, which is off/)
  expect(await page.locator('body').innerText()).not.toContain('Connecting')
})
