import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { has, isViewed } from '../support/media/conditions.ts'
import { type Seen, usePlayer } from '../support/media/player.ts'

const opened = usePlayer()

/** Seconds: on a busy machine the media has got on a little before the page hears that it plays, and is viewed first. */
const playedSince = (first: Seen, view: Seen): number => view.playTimeSum! - first.playTimeSum!

describe('a real video', () => {
  it('is viewed for each 10 s of playing, however fast: none while it is paused, none for a seek', async () => {
    const { run, until, signals, names } = await opened()
    await run(`video.src = '/video/one'; video.playbackRate = 2; await video.play()`)
    await until('video.currentTime > 2')
    await run('video.pause()')
    await until(has('pause'))
    await run('video.currentTime = 1; await video.play()')
    await until('video.ended')
    await until(has('reached100'))
    const told = await signals()
    const views = told.filter(({ name }) => name === 'view')
    // 2 s at double speed, then 23 s: 12.5 s in all, but for what passed before it was paused.
    expect(views).toHaveLength(2)
    const [first, second] = views as [Seen, Seen]
    // What is counted is the media, as Kaltura's player does it: up to the pause, and again from where it was set to.
    expect(second.playTimeSum).toBeGreaterThanOrEqual(20)
    const pause = told.find(({ name }) => name === 'pause')!
    const media = pause.position! - first.position! + (second.position! - 1)
    expect(playedSince(first, second)).toBeCloseTo(media, 1)
    expect((await names()).filter((name) => name === 'view')).toHaveLength(2)
  })

  it('stalls when bytes do not come: the wait is told, and is no played time', async () => {
    const player = await opened()
    const { run, until, signals } = player
    player.holdFrom(Math.round(player.webm.length / 4))
    await run(`video.src = '/video/one'; await video.play()`)
    await until(has('bufferStart'))
    const stalledAt = (await player.page.evaluate('video.currentTime')) as number
    await pause(1_500)
    expect(await player.page.evaluate('video.currentTime')).toBe(stalledAt)
    player.release()
    await until(has('bufferEnd'))
    await until(isViewed(2))
    const told = await signals()
    const end = told.find(({ name }) => name === 'bufferEnd')!
    expect(end.bufferTimeSum).toBeGreaterThan(1)
    expect(end.bufferTime).toBe(Math.min(10, end.bufferTimeSum!))
    const [first, second] = told.filter(({ name }) => name === 'view') as [Seen, Seen]
    expect(second.bufferTimeSum).toBeGreaterThanOrEqual(end.bufferTimeSum!)
    expect(second.bufferTime).toBe(Math.min(10, second.bufferTimeSum!))
    expect(playedSince(first, second)).toBeCloseTo(second.position! - first.position!, 1)
  })

  it('is counted right in a hidden tab', async () => {
    const { page, run, until, signals } = await opened()
    // Chromium pauses what is hidden and muted.
    await run(`video.muted = false; video.src = '/video/one'; await video.play()`)
    await until(has('view'))
    const other = await page.browserContext().newPage()
    await other.bringToFront()
    await until(`document.visibilityState === 'hidden'`)
    await until(isViewed(2))
    await page.bringToFront()
    await until(`document.visibilityState === 'visible'`)
    await until(isViewed(3))
    const [first, hidden, last] = (await signals()).filter(({ name }) => name === 'view') as [
      Seen,
      Seen,
      Seen,
    ]
    expect([first, hidden, last].map(({ tabMode }) => tabMode)).toStrictEqual([2, 1, 2])
    // Played without a break: as much as it got on.
    expect(playedSince(first, hidden)).toBeCloseTo(hidden.position! - first.position!, 1)
    expect(playedSince(first, last)).toBeCloseTo(last.position! - first.position!, 1)
    expect(last.playTimeSum).toBeGreaterThanOrEqual(20)
  })
})
