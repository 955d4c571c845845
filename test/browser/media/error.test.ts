import { describe, expect, it } from 'vitest'
import { began, has } from '../support/media/conditions.ts'
import { usePlayer } from '../support/media/player.ts'

const opened = usePlayer()

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
