import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { kalturaEventTypes } from '../../src/wires/kaltura-event.ts'
import { type Seen, usePlayer } from './support/media/player.ts'
import { duration } from './support/media/webm.ts'
import { collecting } from './support/stored.ts'

const opened = usePlayer()

const has = (name: string): string => `signals.some(({ name }) => name === '${name}')`
const isViewed = (times: number): string =>
  `signals.filter(({ name }) => name === 'view').length === ${times}`
const began = ['impression', 'playRequested', 'play', 'view']

describe('a real video', () => {
  it('is told from its first play to its replay, and arrives so', async () => {
    const player = await opened()
    const { run, until } = player
    await run(`video.src = '/video/one'; await video.play()`)
    await until('video.currentTime > 1')
    await run('video.pause()')
    await until(has('pause'))
    await run('await video.play()')
    await until(has('resume'))
    await run('video.currentTime = 8')
    await until('!video.seeking && video.currentTime > 8.2')
    await run('video.currentTime = 19.5')
    await until('!video.seeking && video.currentTime > 19.7')
    await run('video.currentTime = 22.5')
    await until('video.ended')
    await until(has('reached100'))
    await run('await video.play()')
    await until('!video.seeking && video.currentTime > .5')
    await run('video.currentTime = 4')
    await until('!video.seeking && video.currentTime > 4.2')

    const told = [
      ...began,
      ...['pause', 'resume', 'seek', 'reached25', 'seek', 'reached50', 'reached75', 'seek', 'reached90'],
      ...['reached100', 'replay', 'seek'],
    ]
    expect(await player.names()).toStrictEqual(told)
    const signals = await player.signals()
    const seeks = signals.filter(({ name }) => name === 'seek')
    expect(seeks.map(({ targetPosition }) => targetPosition)).toStrictEqual([8, 19.5, 22.5, 4])
    // Each begins where the media had come since the last.
    const from = seeks.map(({ position }) => position)
    for (const [index, least] of [1, 8.2, 19.7, 0.5].entries()) {
      expect(from[index]).toBeGreaterThanOrEqual(least)
      expect(from[index]).toBeLessThan(least + 3)
    }
    expect(signals.find(({ name }) => name === 'play')?.joinTime).toBeGreaterThan(0)

    await run('video.pause()')
    await until('signals.at(-1).name === "pause"')
    const all = await player.signals()
    await expect.poll(player.events, { timeout: 10_000 }).toHaveLength(all.length)
    const events = player.events()
    expect(events.map(({ eventType }) => Number(eventType))).toStrictEqual(
      all.map(({ name }) => kalturaEventTypes[name as 'view']),
    )
    expect(events.map(({ eventIndex }) => Number(eventIndex))).toStrictEqual(all.map((_, index) => index + 1))
    expect(new Set(events.map(({ sessionId }) => sessionId)).size).toBe(1)
    expect(new Set(events.map(({ entryId }) => entryId))).toStrictEqual(new Set(['0_n5nbuy6i']))
    expect(await player.page.evaluate('issues')).toStrictEqual([])
  })

  it('is viewed for each 10 s of playing, however fast: none while it is paused, none for a seek', async () => {
    const { run, until, signals, names } = await opened()
    await run(`video.src = '/video/one'; video.playbackRate = 2; await video.play()`)
    await until('video.currentTime > 2')
    await run('video.pause()')
    await until(has('pause'))
    await run('video.currentTime = 1; await video.play()')
    await until('video.ended')
    await until(has('reached100'))
    const views = (await signals()).filter(({ name }) => name === 'view')
    // 2 s at double speed, then 23 s: 12.5 s in all, but for what passed before it was paused.
    expect(views.map(({ playTimeSum }) => Math.floor(playTimeSum!))).toStrictEqual([0, 10])
    expect(views[1]!.position).toBeGreaterThan(18)
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
    expect(second.playTimeSum).toBeCloseTo(second.position! - first.position!, 1)
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
    expect(hidden.playTimeSum).toBeCloseTo(hidden.position! - first.position!, 1)
    expect(last.playTimeSum).toBeCloseTo(last.position! - first.position!, 1)
    expect(last.playTimeSum).toBeGreaterThanOrEqual(20)
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
    await expect.poll(events, { timeout: 10_000 }).toHaveLength(seen.length)
    expect(events().map(({ eventType }) => Number(eventType))).toStrictEqual(
      seen.map(({ name }) => kalturaEventTypes[name as 'view']),
    )
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
    const { run, until, signals } = await opened('')
    await run(`video.src = '/video/one'; await video.play()`)
    await until('video.currentTime > 1.5')
    await run('watch()')
    await until('signals.length === 4')
    const told = await signals()
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
    await run(`video.src = '/video/two'; await video.play()`)
    await until(`signals.at(-1).name === 'view'`)
    const first = (await names()).slice(0, -4)
    expect((await names()).slice(-4)).toStrictEqual(began)
    expect(first.at(-1)).toBe('reached100')
    expect(first.filter((name) => name === 'speed')).toHaveLength(1)
    const all = await signals()
    expect(all.map(({ entryId }) => entryId)).toStrictEqual([
      ...Array(all.length - 4).fill('entry1'),
      ...Array(4).fill('entry2'),
    ])
    await expect.poll(events, { timeout: 10_000 }).toHaveLength(all.length)
    expect(new Set(events().map(({ sessionId }) => sessionId)).size).toBe(2)
    expect(
      events()
        .slice(-4)
        .map(({ eventIndex }) => eventIndex),
    ).toStrictEqual(['1', '2', '3', '4'])
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

describe('an error', () => {
  it('before play', async () => {
    const { run, until, signals } = await opened()
    await run(`video.src = '/nowhere'`)
    await until(has('error'))
    expect((await signals()).slice(1)).toMatchObject([{ name: 'error', errorCode: 4, errorPosition: 3 }])
  })

  it('of all sources there are, once', async () => {
    const { run, until, signals } = await opened()
    await run(`video.innerHTML = '<source src=/nowhere><source src=/nobody>'; video.play().catch(() => {})`)
    await until(has('error'))
    await until('video.networkState === 3')
    expect((await signals()).slice(1)).toMatchObject([
      { name: 'playRequested' },
      { name: 'error', errorCode: 4, errorPosition: 1 },
    ])
  })

  it('but none where the next source can be played', async () => {
    const { run, until, names } = await opened()
    await run(`video.innerHTML = '<source src=/nowhere><source src=/video/one>'; await video.play()`)
    await until(has('view'))
    expect(await names()).toStrictEqual(began)
  })

  it('in the middle', async () => {
    const { run, until, signals, webm, holdFrom, breakOff } = await opened()
    holdFrom(Math.round(webm.length / 4))
    await run(`video.src = '/video/one'; await video.play()`)
    await until(has('bufferStart'))
    breakOff()
    await until(has('error'))
    const error = (await signals()).find(({ name }) => name === 'error')
    expect(error).toMatchObject({
      errorCode: 2,
      errorPosition: 2,
      errorDetails: expect.stringMatching(/\w/),
    })
  })
})

it('what somebody does with the player is told: captions, speed, full screen', async () => {
  const { page, run, until, signals, names } = await opened()
  await run(`
    video.innerHTML = '<track kind=captions srclang=en src=/en.vtt><track kind=subtitles srclang=fr src=/fr.vtt>'
    video.src = '/video/one'
    await video.play()`)
  await until(has('view'))
  await run('video.textTracks[1].mode = "showing"')
  await until(has('captions'))
  await run('video.textTracks[1].mode = "disabled"')
  await until(`signals.at(-1).caption === 'off'`)
  await run('video.playbackRate = 1.5')
  await until(has('speed'))
  await page.click('button')
  await until(has('enterFullScreen'))
  await run('await document.exitFullscreen()')
  await until(has('exitFullScreen'))
  const told = ['captions', 'captions', 'speed', 'enterFullScreen', 'exitFullScreen']
  expect((await names()).filter((name) => told.includes(name))).toStrictEqual(told)
  const facts = (await signals()).map(({ caption, playbackSpeed }) => caption ?? playbackSpeed)
  expect(facts.filter((fact) => fact !== undefined)).toStrictEqual(['fr', 'off', 1.5])
})

it('what is watched in sight and with sound is told so', async () => {
  const { run, until, signals } = await opened()
  await run(`video.muted = false; video.src = '/video/one'; await video.play()`)
  await until(has('view'))
  expect((await signals()).find(({ name }) => name === 'view')).toMatchObject({
    soundMode: 2,
    tabMode: 2,
    viewabilityMode: 2,
    screenMode: 1,
  })
})

it('nothing is left of it on the page when it ends', async () => {
  const { page, run, until, signals } = await opened('')
  const devtools = await page.createCDPSession()
  const listeners = async (): Promise<number[]> =>
    Promise.all(
      ['window', 'document', 'video', 'video.textTracks'].map(async (expression) => {
        const { result } = await devtools.send('Runtime.evaluate', { expression })
        const found = await devtools.send('DOMDebugger.getEventListeners', { objectId: result.objectId! })
        return found.listeners.length
      }),
    )
  const observers = async (): Promise<number> => {
    const { result } = await devtools.send('Runtime.evaluate', {
      expression: 'IntersectionObserver.prototype',
    })
    await devtools.send('HeapProfiler.collectGarbage')
    const found = await devtools.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! })
    const { result: all } = await devtools.send('Runtime.getProperties', {
      objectId: found.objects.objectId!,
      ownProperties: true,
    })
    // What the tools hold in their hands, nothing sweeps away.
    await devtools.send('Runtime.releaseObject', { objectId: found.objects.objectId! })
    for (const { value } of all) {
      if (value?.objectId) await devtools.send('Runtime.releaseObject', { objectId: value.objectId })
    }
    return all.filter(({ name }) => /^\d+$/.test(name)).length
  }
  await run(`
    window.timers = 0
    for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) {
      const real = window[name]
      window[name] = (...more) => { timers++; return real(...more) }
    }`)
  const [before, observed] = [await listeners(), await observers()]

  await run(`
    window.life = new AbortController()
    rivulet.media(video, { entryId: 'e' })((signal) => signals.push(signal), life.signal)
    video.src = '/video/one'
    await video.play()`)
  await until(has('view'))
  const during = await listeners()
  for (const [index, count] of before.entries()) expect(during[index]).toBeGreaterThan(count)
  expect(await observers()).toBe(observed + 1)

  await run('life.abort()')
  expect(await listeners()).toStrictEqual(before)
  expect(await observers()).toBe(observed)
  expect(await page.evaluate('timers')).toBe(0)
  const seen = (await signals()).length
  await run(`video.currentTime = ${duration - 1}`)
  await until('video.ended')
  expect(await signals()).toHaveLength(seen)
})

it("Rivet's collector stores it in Rivet's words", async () => {
  const collector = await collecting()
  const { run, until, signals } = await opened(`watch(start({
    collector: ${JSON.stringify(collector.url)},
    wire: { ...rivulet.rivet(), fromSignal: rivulet.rivetMedia },
  }), 'e-42')`)
  await run(`video.src = '/video/one'; await video.play(); video.currentTime = 7`)
  await until(has('reached25'))
  await run('video.pause()')
  await until(has('pause'))
  const told = (await signals()).map(({ name }) => `media/${name}`)
  expect((await collector.arrived(told.length)).map(({ type }) => type)).toStrictEqual(told)
  const seek = collector.events().find(({ type }) => type === 'media/seek')
  expect(seek?.payload).toMatchObject({ labels: { entryId: 'e-42', targetPosition: '7' } })
})
