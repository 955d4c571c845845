import { expect, it } from 'vitest'
import { running } from '../support/running.ts'

const ask = async (url: string, body: string, headers: Readonly<Record<string, string>>) => {
  const response = await fetch(`${url}/track/ids`, { method: 'POST', body, headers })
  return { status: response.status, cookies: response.headers.getSetCookie(), text: await response.text() }
}

it('renews the cookie that came, for the visitor that the page names', async () => {
  const { url } = await running({ renewIds: true })
  const cookie = 'a=1; _tog.rv-userID=V1St%20x; b=2'
  const renewed = '_tog.rv-userID=V1St%20x; Max-Age=34560000'
  expect(
    await ask(url, 'u=V1St%20x&domain=shop.example', { cookie, origin: 'https://www.shop.example' }),
  ).toEqual({
    status: 204,
    cookies: [`${renewed}; Domain=shop.example; Path=/; Secure; SameSite=Lax`],
    text: '',
  })
  expect((await ask(url, 'u=V1St%20x&domain=', { cookie })).cookies).toEqual([
    `${renewed}; Path=/; SameSite=Lax`,
  ])
})

it('gives nobody an id that was not theirs', async () => {
  const { url } = await running({ renewIds: true })
  const none = { status: 204, cookies: [], text: '' }
  expect(await ask(url, 'u=mine', {})).toEqual(none)
  expect(await ask(url, 'u=mine', { cookie: '_tog.rv-userID=other' })).toEqual(none)
  expect(await ask(url, 'u=mine', { cookie: '_tog.rv-userID=' })).toEqual(none)
  const cookie = '_tog.rv-userID=mine'
  expect(await ask(url, '', { cookie })).toMatchObject({
    status: 400,
    text: expect.stringContaining('u is required'),
  })
  expect(await ask(url, 'u=mine&domain=a.b; HttpOnly', { cookie })).toMatchObject({
    status: 400,
    cookies: [],
    text: expect.stringContaining('domain'),
  })
})

it('is there on request alone', async () => {
  const { url } = await running()
  expect((await ask(url, 'u=mine', { cookie: '_tog.rv-userID=mine' })).status).toBe(404)
})
