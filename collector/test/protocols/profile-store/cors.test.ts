import { expect, it } from 'vitest'
import { key, least, postTrack, withKey } from '../../support/profile-store.ts'
import { running } from '../../support/running.ts'

const listed = 'https://shop.example'
const preflight = {
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'content-type',
}

async function ask(url: string, path: string, method: string, headers: Record<string, string>) {
  const response = await fetch(`${url}/api/${path}`, { method, headers })
  await response.arrayBuffer()
  return {
    status: response.status,
    origin: response.headers.get('access-control-allow-origin'),
    credentials: response.headers.get('access-control-allow-credentials'),
    methods: response.headers.get('access-control-allow-methods'),
    headers: response.headers.get('access-control-allow-headers'),
  }
}

it.each(['v1.0/Track', 'v1.0/TrackBulk', 'v1.0/track'])(
  'lets a listed origin’s preflight for JSON pass at %s',
  async (path) => {
    const { url } = await running({ origins: [listed] })
    expect(await ask(url, path, 'OPTIONS', { origin: listed, ...preflight })).toEqual({
      status: 204,
      origin: listed,
      credentials: 'true',
      methods: 'POST',
      headers: 'content-type',
    })
  },
)

it.each([
  'baggage,content-type,sentry-trace',
  'content-type,traceparent,tracestate',
  'authorization,content-encoding,content-type,x-datadog-origin,x-datadog-trace-id,x-requested-with',
])('lets a listed origin’s preflight pass that names %s, and no other’s', async (named) => {
  const { url } = await running({ origins: [listed] })
  for (const path of ['v1.0/Track', 'v1.0/TrackBulk']) {
    const asked = { ...preflight, 'access-control-request-headers': named }
    const { status, headers } = await ask(url, path, 'OPTIONS', { origin: listed, ...asked })
    expect([status, headers]).toEqual([204, named])
    expect((await ask(url, path, 'OPTIONS', { origin: 'https://other.example', ...asked })).origin).toBeNull()
  }
})

it('lets a listed origin read what became of its events, good and bad', async () => {
  const { url } = await running({ origins: [listed] })
  for (const [body, status] of [
    [least, 200],
    [{}, 400],
  ] as const) {
    const answer = await postTrack(url, 'Track', body, { origin: listed })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([status, listed])
  }
})

it.each([{ origins: [listed] }, {}])(
  'lets another origin read nothing, with or without a key (%j)',
  async (options) => {
    const { url } = await running({ ...options, keys: [{ key }] })
    const origin = 'https://other.example'
    expect((await ask(url, 'v1.0/Track', 'OPTIONS', { origin, ...preflight })).origin).toBeNull()
    const { headers } = await postTrack(url, 'Track', least, { ...withKey, origin })
    expect(headers.get('access-control-allow-origin')).toBeNull()
  },
)

it('lets no page read or delete', async () => {
  const { url } = await running({ origins: [listed], keys: [{ key }] })
  for (const method of ['OPTIONS', 'DELETE']) {
    const { origin, methods } = await ask(url, 'v2.0/TrackEvents/default/a', method, {
      origin: listed,
      'access-control-request-method': 'DELETE',
    })
    expect([method, origin, methods]).toEqual([method, null, null])
  }
})
