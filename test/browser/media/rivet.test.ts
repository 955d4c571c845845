import { expect, it } from 'vitest'
import { has } from '../support/media/conditions.ts'
import { usePlayer } from '../support/media/player.ts'
import { collecting } from '../support/stored.ts'

const opened = usePlayer()

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
