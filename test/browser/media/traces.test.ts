import { expect, it } from 'vitest'
import { has } from '../support/media/conditions.ts'
import { duration } from '../support/media/film.ts'
import { usePlayer } from '../support/media/player.ts'

const opened = usePlayer()

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
