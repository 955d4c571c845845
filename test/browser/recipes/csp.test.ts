import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { collecting } from '../support/stored.ts'
import { serving } from './support/recipe.ts'
import { visited } from './support/visited.ts'

const context = useChromium()

it('a strict policy with nonces: all files are loaded, and the browser reports nothing', async () => {
  const collector = await collecting()
  const lines: string[] = []
  const address = await serving(
    'csp',
    ['server.mjs'],
    { COLLECTOR: new URL(collector.url).origin, PORT: '0' },
    (line) => lines.push(line),
  )
  const { page, problems, elsewhere } = await visited(await context(), `${address}/?rivulet-debug`)
  const loaded = (): Promise<string[]> =>
    page.evaluate(`performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)`)
  await expect
    .poll(loaded)
    .toEqual(
      expect.arrayContaining(['', '.extra', '.vitals', '.debug'].map((part) => `/rivulet${part}.min.js`)),
    )
  await page.getByRole('button', { name: 'Add' }).click()
  await page.evaluate(
    `dispatchEvent(new ErrorEvent('error', { message: 'broken', error: new Error('broken') }))`,
  )
  await collector.arrived(3)
  expect(await page.evaluate('issues')).toEqual([])
  expect([problems, elsewhere]).toEqual([[], []])
  // The browser does report, and what came before this would have come before it.
  await page.evaluate(`document.body.append(Object.assign(new Image(), { src: '/mug.png' }))`)
  await expect.poll(() => lines.length).toBe(1)
  expect(lines).toEqual([expect.stringContaining('img-src')])
  await expect
    .poll(() => collector.events().map(({ type }) => type))
    .toEqual(
      expect.arrayContaining(['page/view', 'basket/add', 'error/exception', 'page/scroll', 'vitals/fcp']),
    )
})
