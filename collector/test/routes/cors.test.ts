import { expect, it } from 'vitest'
import { running } from '../support/running.ts'

const listed = 'https://shop.example'
const preflight = {
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'content-encoding',
}

/** The CORS headers of one answer; `null` is a header that is not there. */
async function cors(url: string, method: string, headers: Record<string, string>) {
  const response = await fetch(`${url}/track/activity?d=1795000000&c=embed&a=view`, { method, headers })
  await response.arrayBuffer()
  return {
    status: response.status,
    origin: response.headers.get('access-control-allow-origin'),
    credentials: response.headers.get('access-control-allow-credentials'),
    methods: response.headers.get('access-control-allow-methods'),
    headers: response.headers.get('access-control-allow-headers'),
    vary: response.headers.get('vary')?.toLowerCase().split(/, */) ?? [],
  }
}

it('names a listed origin exactly and lets it send credentials, as beacons do', async () => {
  const { url } = await running({ origins: ['https://other.example', listed] })
  for (const method of ['GET', 'POST']) {
    const answer = await cors(url, method, { origin: listed })
    expect(answer).toMatchObject({ status: 200, origin: listed, credentials: 'true' })
    expect(answer.vary).toContain('origin')
  }
})

it('lets a listed origin’s preflight pass', async () => {
  const { url, rows } = await running({ origins: [listed] })
  const answer = await cors(url, 'OPTIONS', { origin: listed, ...preflight })
  expect(answer).toMatchObject({
    status: 204,
    origin: listed,
    credentials: 'true',
    methods: 'GET, POST',
    headers: 'content-encoding',
  })
  expect(answer.vary).toContain('origin')
  expect(rows()).toEqual([])
})

it.each(['https://shop.example.evil.test', 'http://shop.example', 'https://shop.example:444', 'null'])(
  'lets %s read nothing when it is not listed',
  async (origin) => {
    const { url } = await running({ origins: [listed] })
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await cors(url, method, { origin, ...preflight })
      expect(answer.origin).toBeNull()
      expect(answer.vary).toContain('origin')
    }
  },
)

it('lets any origin read without credentials when none is listed', async () => {
  const { url } = await running()
  expect(await cors(url, 'POST', { origin: listed })).toMatchObject({
    status: 200,
    origin: '*',
    credentials: null,
  })
  expect(await cors(url, 'OPTIONS', { origin: listed, ...preflight })).toMatchObject({
    status: 204,
    origin: '*',
    credentials: null,
    methods: 'GET, POST',
  })
})

it('lets a page read why it was refused', async () => {
  const { url } = await running({ origins: [listed] })
  const response = await fetch(`${url}/track/activity?d=x`, { headers: { origin: listed } })
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([400, listed])
})

it('is only for the routes that take events', async () => {
  const { url } = await running({ live: true })
  for (const path of ['/healthz', '/live', '/live/summary', '/nowhere']) {
    for (const method of ['GET', 'OPTIONS']) {
      const response = await fetch(url + path, { method, headers: { origin: listed, ...preflight } })
      await response.arrayBuffer()
      expect([path, method, response.headers.get('access-control-allow-origin')]).toEqual([
        path,
        method,
        null,
      ])
    }
  }
})
