import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { documentedSite } from '../docs/support/documented-site.ts'
import { useChromium } from '../support/chromium.ts'
import { installed } from './support/installed.ts'
import { recipe } from './support/recipe.ts'
import { visited } from './support/visited.ts'

const context = useChromium()

it('Kaltura’s own player sends a whole viewing to the collector, each event once', async () => {
  const site = await documentedSite(
    {
      '/': readFileSync(`${recipe('kaltura')}index.html`, 'utf8'),
      '/kaltura-ovp-player.js': installed('@playkit-js/kaltura-player-js/dist/kaltura-ovp-player.js'),
      '/playkit-kava.js': installed('@playkit-js/playkit-js-kava/dist/playkit-kava.js'),
    },
    fileURLToPath(new URL('../../../examples/player', import.meta.url)),
  )
  const { page, problems, elsewhere } = await visited(await context(), `${site.address}/`)
  await page.evaluate('player.play()')
  await page.waitForFunction('player.currentTime > 0')
  // Half a minute of film in four seconds.
  await page.evaluate('player.playbackRate = 8')
  await page.waitForFunction('player.ended', undefined, { timeout: 60_000 })
  const types = () => site.stored().map(({ type }) => type)
  await expect.poll(types).toContain('kaltura/reached100')
  // Each event is a request of its own: the last may come first.
  const isWhole = () => {
    const numbers = site.stored().map(({ payload }) => Number(payload.eventIndex))
    return Math.max(...numbers) === numbers.length
  }
  await expect.poll(isWhole).toBe(true)
  for (const once of ['impression', 'playRequested', 'play', 'reached25', 'reached50', 'reached75'])
    expect(types().filter((type) => type === `kaltura/${once}`)).toHaveLength(1)
  const stored = site.stored()
  expect(new Set(stored.map(({ session }) => session)).size).toBe(1)
  expect(stored.map(({ payload }) => payload.entryId)).toEqual(stored.map(() => '0_n5nbuy6i'))
  expect(stored.map(({ payload }) => Number(payload.eventIndex)).sort((a, b) => a - b)).toEqual(
    stored.map((_, index) => index + 1),
  )
  expect([problems, elsewhere]).toEqual([[], []])
})
