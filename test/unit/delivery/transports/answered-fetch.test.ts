import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answeredFetch } from '../../../../src/delivery/transports/answered-fetch.ts'
import type { WireRequest } from '../../../../src/types.ts'
import { contractAnswer, fakeNetwork } from '../../../support/network.ts'
import { stubGlobal } from '../../../support/page.ts'

const url = 'https://collect.example/track/activity'
const now = Date.parse('2026-11-21T12:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
})
afterEach(() => vi.useRealTimers())

/** An answer with its address, which only a browser sets. */
const from = (address: string, response: Response, redirected = false): Response =>
  Object.defineProperties(response, { url: { value: address }, redirected: { value: redirected } })

const request = (size = 3): WireRequest => ({ url, body: 'x'.repeat(size), lines: 1 })

describe('answeredFetch', () => {
  it('posts without a preflight, and so that it may outlive the page', async () => {
    const sent = fakeNetwork()
    await answeredFetch()({ url, body: '?u=1\nc=embed', lines: 1 })
    expect(sent).toMatchObject([
      { by: 'fetch', url, body: '?u=1\nc=embed', options: { method: 'POST', keepalive: true } },
    ])
    expect(sent[0]?.options).not.toHaveProperty('headers')
    expect(sent[0]?.options?.mode).not.toBe('no-cors')
  })

  it("takes the contract's answer for a delivery, and says what the collector will never have", async () => {
    const rejected = [{ line: 2, parameter: 'c' }]
    fakeNetwork({ answer: () => contractAnswer(rejected) })
    expect(await answeredFetch()(request())).toMatchObject({ status: 200, rejected })
  })

  it.each<[string, () => Response]>([
    ['the page of a network that wants a login', () => new Response('<h1>Welcome!</h1>')],
    ['nothing', () => new Response(null, { status: 204 })],
    ['other JSON', () => Response.json({ ok: true })],
    ['null', () => Response.json(null)],
  ])('takes no 2xx with %s for a delivery', async (_, answer) => {
    fakeNetwork({ answer })
    const { status, received } = await answeredFetch()(request())
    expect([status, received]).toEqual([0, expect.stringMatching(/^20[04] /)])
  })

  it.each([413, 429, 503])("takes a status for the collector's own word: %d", async (status) => {
    fakeNetwork({ answer: () => new Response('', { status }) })
    expect(await answeredFetch()(request())).toEqual({ status, retryAfter: 0 })
  })

  it.each([401, 403, 404, 405, 410, 500, 502])(
    'says what came back instead of an answer, and from where: %d',
    async (status) => {
      fakeNetwork({ answer: () => from('https://login.example/', new Response('', { status })) })
      expect(await answeredFetch()(request())).toEqual({
        status,
        retryAfter: 0,
        received: `${status} https://login.example/`,
      })
    },
  )

  it('takes 400 for a refusal where it says so of lines, and for nothing else', async () => {
    const rejected = [{ line: 1, error: 'd is required' }]
    fakeNetwork({ answer: () => Response.json({ error: 'd is required', rejected }, { status: 400 }) })
    expect(await answeredFetch()(request())).toMatchObject({ status: 400 })
    for (const answer of [new Response('Bad Request', { status: 400 }), Response.json({}, { status: 400 })]) {
      fakeNetwork({ answer: () => from(url, answer) })
      expect(await answeredFetch()(request())).toMatchObject({ status: 0, received: `400 ${url}` })
    }
  })

  it('takes no 400 for a refusal that a redirect led to: fetch makes a GET of the POST', async () => {
    const moved = 'https://collect.example/moved'
    const answer = Response.json({ error: 'd is required', rejected: [{ line: 1 }] }, { status: 400 })
    fakeNetwork({ answer: () => from(moved, answer, true) })
    expect(await answeredFetch()(request())).toMatchObject({ status: 0, received: `400 ${moved}` })
    fakeNetwork({ answer: () => from(moved, contractAnswer(), true) })
    expect(await answeredFetch()(request())).toMatchObject({ status: 200 })
  })

  it('says which address is silent, at the second time, unless the page is offline', async () => {
    fakeNetwork({ isReachable: () => false })
    const ask = answeredFetch()
    expect(await ask(request())).toEqual({ status: 0 })
    expect(await ask(request())).toEqual({ status: 0, received: url })
    stubGlobal('navigator', { onLine: false })
    expect(await ask(request())).toEqual({ status: 0 })
  })

  it('says which of those that were asked for are missing', async () => {
    fakeNetwork({ answer: () => Response.json({ stored: 0, repeated: 0, missing: [2], rejected: [] }) })
    expect(await answeredFetch()(request())).toMatchObject({ status: 200, missing: [2] })
  })

  it.each([
    ['seconds', '120', 120_000],
    ['a date', 'Sat, 21 Nov 2026 12:05:00 GMT', 300_000],
    ['a date that is past', 'Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['less than nothing', '-5', 0],
    ['nothing that is a time', 'soon', 0],
    ['nothing', '', 0],
    ['longer than clocks go', '1e12', 3_600_000],
    ['for ever', 'Infinity', 3_600_000],
    ['another century', 'Sat, 21 Nov 2126 12:00:00 GMT', 3_600_000],
  ])('reads how long to wait: %s', async (_, value, retryAfter) => {
    const headers = { 'retry-after': value }
    fakeNetwork({ answer: () => new Response('', { status: 503, headers }) })
    expect(await answeredFetch()(request())).toMatchObject({ status: 503, retryAfter })
  })

  const refuse = (): never => {
    throw new TypeError('Failed to fetch')
  }
  it.each([
    ['fetch rejects', async () => refuse()],
    ['fetch throws', refuse],
    ['there is no fetch', undefined],
    ['the answer breaks off', async () => ({ ok: true, status: 200, headers: new Headers(), json: refuse })],
  ])('gets no answer where %s', async (_, fetch) => {
    stubGlobal('fetch', fetch)
    expect(await answeredFetch()(request())).toEqual({ status: 0 })
  })

  it('gives up a request that has no answer after half a minute', async () => {
    const limits: number[] = []
    const limit = new AbortController()
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      limits.push(ms)
      return limit.signal
    })
    stubGlobal(
      'fetch',
      (_: string, { signal }: RequestInit) =>
        new Promise((__, reject) => signal!.addEventListener('abort', () => reject(signal!.reason))),
    )
    const answer = answeredFetch()(request())
    limit.abort()
    expect([await answer, limits]).toEqual([{ status: 0 }, [30_000]])
    vi.restoreAllMocks()
  })
})

describe('what may outlive the page', () => {
  /** A network whose requests stay open until they are answered. */
  const open = () => {
    const answers: (() => void)[] = []
    const sent = fakeNetwork({
      answer: () => new Promise((resolve) => answers.push(() => resolve(contractAnswer()))),
    })
    return {
      keepalive: () => sent.map(({ options }) => options?.keepalive),
      answer: (index: number) => answers[index]!(),
    }
  }

  it('is 64 KiB together, of what is in flight: what exceeds it goes without', async () => {
    const { keepalive, answer } = open()
    const ask = answeredFetch()
    ask(request(40_000))
    const second = ask(request(25_536))
    ask(request(1))
    expect(keepalive()).toEqual([true, true, false])
    answer(1)
    await second
    ask(request(25_537))
    ask(request(25_536))
    expect(keepalive().slice(3)).toEqual([false, true])
  })

  it('is counted in bytes of compressed bodies too', () => {
    const { keepalive } = open()
    const ask = answeredFetch()
    ask({ url, body: new Blob(['x'.repeat(65_000)]), lines: 1 })
    ask(request(537))
    ask(request(536))
    expect(keepalive()).toEqual([true, false, true])
  })

  it('is nothing after a failure, as others of the page may have used it up, until a request succeeds', async () => {
    let isReachable = false
    const sent = fakeNetwork({ isReachable: () => isReachable })
    const fetched = vi.fn(globalThis.fetch)
    stubGlobal('fetch', fetched)
    const ask = answeredFetch()
    await ask(request())
    await ask(request())
    isReachable = true
    await ask(request())
    await ask(request())
    expect(fetched.mock.calls.map(([, options]) => options?.keepalive)).toEqual([true, false, false, true])
    expect(sent).toHaveLength(2)
  })
})
