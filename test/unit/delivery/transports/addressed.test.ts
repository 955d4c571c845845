import { expect, it } from 'vitest'
import { addressed } from '../../../../src/delivery/transports/addressed.ts'
import { fakeNetwork } from '../../../support/network.ts'
import { stubGlobal } from '../../../support/page.ts'

const staying = { isLeaving: false, isRefused: false }
const leaving = { isLeaving: true, isRefused: false }
const request = { url: 'https://stats.example/api_v3/index.php?eventType=3', lines: 1 }

it('asks by GET, with a request that outlives the page, and hears the clock', async () => {
  const sent = fakeNetwork({ answer: () => new Response('1459671407') })
  expect(await addressed().send(request, staying)).toEqual({ status: 200, time: 1_459_671_407 })
  expect(sent).toEqual([
    { by: 'fetch', url: request.url, body: '', options: expect.objectContaining({ keepalive: true }) },
  ])
  expect(sent[0]?.options?.method).toBeUndefined()
})

it('reads the clock of an object', async () => {
  fakeNetwork({ answer: () => new Response('{"time":1459671407,"viewEventsEnabled":true}') })
  expect(await addressed().send(request, staying)).toEqual({ status: 200, time: 1_459_671_407 })
})

it('says the status of a refusal, and 0 where there is no answer', async () => {
  fakeNetwork({ answer: () => new Response('', { status: 503 }) })
  expect(await addressed().send(request, staying)).toMatchObject({ status: 503 })
  fakeNetwork({ answer: () => Promise.reject(new TypeError('Failed to fetch')) })
  expect(await addressed().send(request, staying)).toEqual({ status: 0 })
})

it('takes a beacon on the way out of a page, and asks for what no beacon takes', async () => {
  const sent = fakeNetwork({ answer: () => new Response('1459671407') })
  expect(addressed().send(request, leaving)).toEqual({ status: 200 })
  await addressed().send(request, { isLeaving: true, isRefused: true })
  expect(sent.map(({ by }) => by)).toEqual(['beacon', 'fetch'])
})

it('asks by an image where fetch is gone, and on the way out of a page where there is no beacon either', () => {
  const sent = fakeNetwork()
  const images: { src?: string }[] = []
  stubGlobal('fetch', undefined)
  stubGlobal('Image', function (this: { src?: string }) {
    images.push(this)
  })
  expect(addressed().send(request, staying)).toEqual({ status: 200 })
  expect(addressed().send(request, leaving)).toEqual({ status: 200 })
  expect(addressed().send(request, { isLeaving: true, isRefused: true })).toEqual({ status: 200 })
  expect(images).toEqual([{ src: request.url }, { src: request.url }])
  expect(sent.map(({ by }) => by)).toEqual(['beacon'])
})
