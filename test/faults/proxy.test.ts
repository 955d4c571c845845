import { once } from 'node:events'
import { request } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { serving } from '../../collector/test/support/serving.ts'
import { faultProxy } from './proxy.mjs'
import { slowNetwork } from './slow-network.mjs'
import type { FaultProxy } from './types.ts'

const proxied = async (): Promise<{ proxy: FaultProxy; stored: string[] }> => {
  const stored: string[] = []
  const address = await serving(async (request, response) => {
    stored.push(Buffer.concat(await request.toArray()).toString())
    response.writeHead(201, { 'x-of-the-collector': 'yes' }).end('stored')
  })
  const proxy = await faultProxy(() => address)
  onTestFinished(() => proxy.close())
  return { proxy, stored }
}

const post = (proxy: FaultProxy, body: string, wait = 5_000): Promise<Response> =>
  fetch(`${proxy.url}/track?a=b`, {
    method: 'POST',
    body,
    headers: { origin: 'http://localhost:1' },
    signal: AbortSignal.timeout(wait),
  })

it('passes requests and answers on', async () => {
  const { proxy, stored } = await proxied()
  const answer = await post(proxy, 'one')
  expect([answer.status, answer.headers.get('x-of-the-collector'), await answer.text()]).toStrictEqual([
    201,
    'yes',
    'stored',
  ])
  expect(stored).toStrictEqual(['one'])
  expect(proxy.counts.pass).toBe(1)
})

it.each([
  ['unavailable', 503],
  ['too-many', 429],
] as const)('answers %s so that any page can read it', async (fault, status) => {
  const { proxy, stored } = await proxied()
  await proxy.behave(fault)
  const { status: answered, headers } = await post(proxy, 'one')
  expect(answered).toBe(status)
  expect(headers.get('retry-after')).toBe('1')
  expect(headers.get('access-control-allow-origin')).toBe('http://localhost:1')
  expect(headers.get('access-control-expose-headers')).toBe('Retry-After')
  expect(stored).toStrictEqual([])
})

it('resets connections before the collector hears of them', async () => {
  const { proxy, stored } = await proxied()
  await proxy.behave('reset')
  await expect(post(proxy, 'one')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  expect(stored).toStrictEqual([])
})

it('never answers, and answers again', async () => {
  const { proxy, stored } = await proxied()
  await proxy.behave('hang')
  await expect(post(proxy, 'one', 300)).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(stored).toStrictEqual([])
  await proxy.behave('pass')
  expect((await post(proxy, 'two')).status).toBe(201)
})

it('loses the answer after the events were stored', async () => {
  const { proxy, stored } = await proxied()
  await proxy.behave('lose-answer')
  await expect(post(proxy, 'one')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  expect(stored).toStrictEqual(['one'])
})

it('has the events stored at once, and the answer come late, which is no fault', async () => {
  const { proxy, stored } = await proxied()
  await proxy.behave('late')
  const answer = post(proxy, 'one', 60_000)
  await expect.poll(() => stored, { timeout: 30_000 }).toStrictEqual(['one'])
  const isThere = await Promise.race([answer.then(() => true), Promise.resolve(false)])
  expect(isThere).toBe(false)
  expect((await answer).status).toBe(201)
  expect(proxy.isFaultless).toBe(true)
})

it('refuses connections, and takes them again at the same address', async () => {
  const { proxy, stored } = await proxied()
  await post(proxy, 'one')
  await proxy.behave('refuse')
  await expect(post(proxy, 'two')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  await proxy.behave('pass')
  expect((await post(proxy, 'three')).status).toBe(201)
  expect(stored).toStrictEqual(['one', 'three'])
})

it('ends connections when the collector is not there', async () => {
  const proxy = await faultProxy(() => 'http://127.0.0.1:9')
  onTestFinished(() => proxy.close())
  await expect(post(proxy, 'one')).rejects.toThrow('fetch failed')
})

it('tells when requests have met what it does', async () => {
  const { proxy } = await proxied()
  await proxy.behave('unavailable')
  await post(proxy, 'one')
  await proxy.met(1, 60_000)
  await proxy.behave('pass')
  await proxy.met(1, 1)
  expect(proxy.counts).toMatchObject({ unavailable: 1, pass: 0 })
})

it('keeps what was sent, and tells whether all of it got its answer', async () => {
  const { proxy, stored } = await proxied()
  await post(proxy, 'one')
  expect(proxy.isFaultless).toBe(true)
  await proxy.behave('unavailable')
  await post(proxy, 'two')
  await proxy.behave('pass')
  await post(proxy, 'three')
  expect(proxy.isFaultless).toBe(false)
  expect(proxy.bodies.map(String)).toStrictEqual(['one', 'two', 'three'])
  expect(stored).toStrictEqual(['one', 'three'])
})

it('tells that a collector was not there', async () => {
  const proxy = await faultProxy(() => 'http://127.0.0.1:9')
  onTestFinished(() => proxy.close())
  await expect(post(proxy, 'one')).rejects.toThrow('fetch failed')
  expect(proxy.isFaultless).toBe(false)
})

describe('from far away', () => {
  const farAway = async (
    proxy: FaultProxy,
    roundTrip: number,
  ): Promise<(body: string, wait?: number) => Promise<Response>> => {
    const network = await slowNetwork(proxy.url, roundTrip)
    onTestFinished(() => network.close())
    return (body, wait) => post({ ...proxy, url: network.url }, body, wait)
  }

  it('everything is as it is, but later', async () => {
    const { proxy, stored } = await proxied()
    const [far, near] = [await farAway(proxy, 400), await farAway(proxy, 40)]
    const large = 'x'.repeat(500_000)
    const answers = await Promise.all([far(large), near('near')])
    expect(await Promise.all(answers.map((answer) => answer.text()))).toStrictEqual(['stored', 'stored'])
    // The one that was sent first was on its way for longer.
    expect(stored).toStrictEqual(['near', large])
  })

  it('a reset is a reset, and a connection that is refused ends', async () => {
    const { proxy, stored } = await proxied()
    const far = await farAway(proxy, 40)
    await proxy.behave('reset')
    await expect(far('one')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    await proxy.behave('refuse')
    await expect(far('two')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    await proxy.behave('pass')
    expect((await far('three')).status).toBe(201)
    expect(stored).toStrictEqual(['three'])
  })

  it('what was sent arrives, whoever has gone meanwhile', async () => {
    const { proxy, stored } = await proxied()
    const network = await slowNetwork(proxy.url, 400)
    onTestFinished(() => network.close())
    const sender = request(network.url, { method: 'POST' })
    const answer = once(sender, 'response')
    const isGone = expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' })
    sender.end('one')
    // It is sent, however late, and the answer takes twice as long as it does to arrive.
    await once(sender, 'finish')
    sender.destroy()
    await isGone
    await expect.poll(() => stored, { timeout: 30_000 }).toStrictEqual(['one'])
  })
})
