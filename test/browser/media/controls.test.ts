import { expect, it } from 'vitest'
import { has } from '../support/media/conditions.ts'
import { usePlayer } from '../support/media/player.ts'

const opened = usePlayer()

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
  await until(`signals.some(({ caption }) => caption === 'off')`)
  await run('video.playbackRate = 1.5')
  await until(has('speed'))
  await page.click('button')
  await until(has('enterFullScreen'))
  await run('await document.exitFullscreen()')
  await until(has('exitFullScreen'))
  const told = ['captions', 'captions', 'speed', 'enterFullScreen', 'exitFullScreen']
  expect((await names()).filter((name) => told.includes(name))).toStrictEqual(told)
  const facts = (await signals())
    .filter(({ name }) => /captions|speed/.test(name))
    .map(({ caption, playbackSpeed }) => [caption, playbackSpeed])
  expect(facts).toStrictEqual([
    ['fr', 1],
    ['off', 1],
    [undefined, 1.5],
  ])
})

it('what is watched in sight and with sound is told so', async () => {
  const { run, until, signals } = await opened()
  // Observers hear in the order they were made: when this one has, so has the watcher's.
  await run('await new Promise((done) => new IntersectionObserver(done).observe(video))')
  await run(`video.muted = false; video.src = '/video/one'; await video.play()`)
  await until(has('view'))
  expect((await signals()).find(({ name }) => name === 'view')).toMatchObject({
    soundMode: 2,
    tabMode: 2,
    viewabilityMode: 2,
    screenMode: 1,
  })
})
