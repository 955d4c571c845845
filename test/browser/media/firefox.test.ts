import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { kalturaEventTypes } from '../../../src/wires/kaltura/kaltura-event.ts'
import { firefox } from '../../faults/engines/firefox.mjs'
import { began, has } from '../support/media/conditions.ts'
import { film } from '../support/media/film.ts'
import { playerSite } from '../support/media/player-site.ts'

it('a real video is told in Firefox', async () => {
  const { address, events } = await playerSite(film)
  const profile = await mkdtemp(join(tmpdir(), 'rivulet-media-'))
  const browser = await firefox.launch(profile)
  try {
    const tab = await browser.open(address)
    await tab.evaluate(`(async () => {
      watch()
      video.src = '/video/one'
      await video.play()
      await until(() => ${has('view')})
      video.currentTime = 13
      await until(() => ${has('reached50')})
      video.pause()
    })()`)
    await expect.poll(() => tab.evaluate(has('pause'))).toBe(true)

    const told = [...began, 'seek', 'reached25', 'reached50', 'pause']
    const arrived = (): string[] =>
      events().map(
        ({ eventType }) =>
          Object.entries(kalturaEventTypes).find(([, number]) => `${number}` === eventType)![0],
      )
    await expect.poll(() => arrived().filter((name) => !name.startsWith('buffer'))).toStrictEqual(told)
  } finally {
    await browser.kill()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})
