import { describe, expect, it } from 'vitest'
import { kalturaEventTypes } from '../../../src/wires/kaltura/kaltura-event.ts'
import { began, has, isViewed } from '../support/media/conditions.ts'
import { type Seen, usePlayer } from '../support/media/player.ts'

const opened = usePlayer()

describe('a real video', () => {
  it('is told from its first play to its replay, and arrives so', async () => {
    const player = await opened()
    const { run, until } = player
    await run(`
      const reaches = (time) => until(() => !video.seeking && video.currentTime > time)
      const left = globalThis.left = []
      const seek = (time) => {
        left.push(video.currentTime)
        video.currentTime = time
      }
      video.src = '/video/one'
      await video.play()
      await reaches(1)
      video.pause()
      await until(() => ${has('pause')})
      await video.play()
      await until(() => ${has('resume')})
      seek(8)
      await reaches(8.2)
      seek(19.5)
      await reaches(19.7)
      seek(22.5)
      await until(() => video.ended && ${has('reached100')})
      await video.play()
      await reaches(.5)
      seek(4)
      await reaches(4.2)
      video.pause()`)
    await until('signals.at(-1).name === "pause"')

    const told = [
      ...began,
      ...['pause', 'resume', 'seek', 'reached25', 'seek', 'reached50', 'reached75', 'seek', 'reached90'],
      ...['reached100', 'replay', 'seek', 'pause'],
    ]
    expect(await player.names()).toStrictEqual(told)
    const left = (await player.page.evaluate('left')) as number[]
    const signals = await player.signals()
    const seeks = signals.filter(({ name }) => name === 'seek')
    expect(seeks.map(({ targetPosition }) => targetPosition)).toStrictEqual([8, 19.5, 22.5, 4])
    // Each begins where the media had come since the last.
    const from = seeks.map(({ position }) => position)
    for (const [index, least] of [1, 8.2, 19.7, 0.5].entries()) {
      expect(from[index]).toBeGreaterThanOrEqual(least)
      expect(from[index]).toBeLessThan(left[index]! + 1)
    }
    expect(signals.find(({ name }) => name === 'play')?.joinTime).toBeGreaterThan(0)

    await expect.poll(player.events).toHaveLength(signals.length)
    const events = player.events()
    const [first, , play] = events
    // Its source comes after the watcher.
    expect(first).not.toHaveProperty('deliveryType')
    expect(play).toMatchObject({
      deliveryType: 'url',
      playbackType: 'vod',
      playbackSpeed: '1',
      actualBitrate: '-1',
    })
    expect(Number(play!.canPlay)).toBeGreaterThan(0)
    expect(events.map(({ eventType }) => Number(eventType))).toStrictEqual(
      signals.map(({ name }) => kalturaEventTypes[name as 'view']),
    )
    expect(events.map(({ eventIndex }) => Number(eventIndex))).toStrictEqual(
      signals.map((_, index) => index + 1),
    )
    expect(new Set(events.map(({ sessionId }) => sessionId)).size).toBe(1)
    expect(new Set(events.map(({ entryId }) => entryId))).toStrictEqual(new Set(['0_n5nbuy6i']))
    expect(await player.page.evaluate('issues')).toStrictEqual([])
  })

  it('is told to its last moment when the page is left in the middle', async () => {
    const { page, run, until, address, events, signals } = await opened()
    await run(`video.src = '/video/one'; await video.play()`)
    await until('video.currentTime > 1')
    await run('video.currentTime = 13')
    await until(has('reached50'))
    await run('video.pause()')
    await until(has('pause'))
    const seen = await signals()
    await page.goto(`${address}/next`)
    await expect.poll(events).toHaveLength(seen.length)
    expect(events().map(({ eventType }) => Number(eventType))).toStrictEqual(
      seen.map(({ name }) => kalturaEventTypes[name as 'view']),
    )
  })

  it('is told of where it was, by who pauses and moves on in one task', async () => {
    const { run, until, signals } = await opened()
    await run(`video.src = '/video/one'; await video.play()`)
    await until('video.currentTime > 1')
    await run('window.left = video.currentTime; video.pause(); video.currentTime = 20')
    await until(has('seek'))
    await until('!video.seeking')
    const told = (await signals()).filter(({ name }) => /pause|seek|reached75/.test(name))
    expect(told.map(({ name }) => name)).toStrictEqual(['pause', 'seek', 'reached75'])
    const [pause, seek, reached] = told as [Seen, Seen, Seen]
    expect(pause.position).toBeLessThan(10)
    expect(seek).toMatchObject({ position: pause.position, targetPosition: 20 })
    expect(reached.position).toBe(20)
  })

  it('is counted anew when it was paused for half a minute', async () => {
    const { run, until, events } = await opened()
    await run(`video.src = '/video/one'; await video.play()`)
    await until(has('view'))
    await run('video.pause()')
    await until(has('pause'))
    await expect.poll(() => events().length).toBe(5)
    await run('const { now } = Date; Date.now = () => now() + 30_000; await video.play()')
    await until(has('resume'))
    await expect.poll(() => events().length).toBe(6)
    const all = events()
    expect(all.map(({ eventIndex }) => eventIndex)).toStrictEqual(['1', '2', '3', '4', '5', '1'])
    expect(all.at(-1)).not.toHaveProperty('sessionStartTime')
    expect(new Set(all.map(({ sessionId }) => sessionId)).size).toBe(1)
  })

  it('loops: each round ends and is played again', async () => {
    const { run, until, names } = await opened()
    await run(`video.src = '/video/one'; video.loop = true; await video.play(); video.currentTime = 23`)
    await until(has('replay'))
    await until('video.currentTime > .3 && video.currentTime < 20')
    expect(await names()).toStrictEqual([
      ...began,
      ...['seek', 'reached25', 'reached50', 'reached75', 'reached90', 'reached100', 'replay'],
    ])
  })

  it('that plays already when somebody begins to watch is told from there', async () => {
    const { page, run, until } = await opened('')
    await run(`video.src = '/video/one'; await video.play()`)
    await until('video.currentTime > 1.5')
    await run(`watch(); await until(() => ${has('view')}); globalThis.told = [...signals]`)
    const told = (await page.evaluate('told')) as Seen[]
    expect(told.map(({ name }) => name)).toStrictEqual(began)
    expect(told[3]).toMatchObject({ playTimeSum: 0 })
  })
})

describe('another source', () => {
  it('begins another viewing session, also where play is asked for before it loads', async () => {
    const { run, until, names, events, signals } = await opened(
      `let count = 0; watch(undefined, () => 'entry' + ++count)`,
    )
    await run(`video.src = '/video/one'; await video.play(); video.playbackRate = 2; video.currentTime = 22`)
    await until('video.ended')
    await until(has('reached100'))
    await run(`
      video.src = '/video/two'
      await video.play()
      await until(() => signals.at(-1).name === 'view')
      video.pause()`)
    await until(`signals.at(-1).name === 'pause'`)
    const second = [...began, 'pause']
    const first = (await names()).slice(0, -second.length)
    expect((await names()).slice(-second.length)).toStrictEqual(second)
    expect(first.at(-1)).toBe('reached100')
    expect(first.filter((name) => name === 'speed')).toHaveLength(1)
    const all = await signals()
    expect(all.map(({ entryId }) => entryId)).toStrictEqual([
      ...Array(all.length - second.length).fill('entry1'),
      ...Array(second.length).fill('entry2'),
    ])
    await expect.poll(events).toHaveLength(all.length)
    expect(new Set(events().map(({ sessionId }) => sessionId)).size).toBe(2)
    expect(
      events()
        .slice(-second.length)
        .map(({ eventIndex }) => eventIndex),
    ).toStrictEqual(['1', '2', '3', '4', '5'])
  })

  it('is another entry where the same address is loaded again for it', async () => {
    const { run, until, names, signals } = await opened(`window.entry = 'a'; watch(undefined, () => entry)`)
    await run(`video.src = '/video/one'; await video.play()`)
    await until(has('view'))
    await run(`entry = 'b'; video.load(); await video.play()`)
    await until(isViewed(2))
    expect(await names()).toStrictEqual([...began, ...began])
    expect((await signals()).slice(-4).map(({ entryId }) => entryId)).toStrictEqual(['b', 'b', 'b', 'b'])
  })

  it('the same source loaded again is the same session', async () => {
    const { run, until, names } = await opened()
    await run(`video.src = '/video/one'; await video.play()`)
    await until('video.currentTime > .5')
    await run('video.load(); await video.play()')
    await until('video.currentTime > .5')
    expect(await names()).toStrictEqual(began)
  })
})
