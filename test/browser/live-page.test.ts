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
    return [
      values('id'),
      ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'].flatMap(values),
    ] as const
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

it('cuts no head of a column and leaves no figure alone, at any width, and says what delivery does not count', async () => {
  const { url } = await collector()
  const page = await (await context()).newPage()
  await page.goto(`${url}/live`)
  const kinds = ['view', 'click', 'leave'].map((action, n) => `d=1795000000&c=embed&a=${action}&n=${n + 1}`)
  await fetch(`${url}/track/activity`, {
    method: 'POST',
    body: ['?k=a-sender-of-21-letters&h=recorded.3.delivered.3', ...kinds].join('\n'),
  })
  await fetch(`${url}/track/activity?d=1795000000&c=embed&a=view`)
  await page.getByText('1 more event is stored without a sender’s number').waitFor()
  for (const width of [1024, 1101, 1280, 1440, 1920, 390]) {
    await page.setViewportSize({ width, height: 900 })
    const { cut, rows, isWide } = await page.evaluate(() => {
      const shown = [...document.querySelectorAll<HTMLElement>('.sender-table thead th, .figures dt')].filter(
        (each) => each.checkVisibility(),
      )
      return {
        cut: shown.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent),
        rows: [...document.querySelectorAll('.figures')].map((list) => {
          const tops = [...list.children].map((each) => Math.round(each.getBoundingClientRect().bottom))
          return [...new Set(tops)].map((top) => tops.filter((other) => other === top).length)
        }),
        isWide: document.documentElement.scrollWidth > innerWidth,
      }
    })
    expect({ width, cut, isWide }).toEqual({ width, cut: [], isWide: false })
    expect(rows, `at ${width}`).toEqual(
      width < 640
        ? [
            [2, 2],
            [3, 2],
          ]
        : [[4], [5]],
    )
  }
})
