import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answeredFetch } from '../../../src/delivery/answered-fetch.ts'
import type { WireRequest } from '../../../src/types.ts'
import { contractAnswer, fakeNetwork } from '../../support/network.ts'
import { stubGlobal } from '../../support/page.ts'

const url = 'https://collect.example/track/activity'
const now = Date.parse('2026-11-21T12:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ now })
})
afterEach(() => vi.useRealTimers())

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
    expect(await answeredFetch()(request())).toEqual({ status: 0 })
  })

  it.each([400, 413, 429, 500, 503])('says the status %d', async (status) => {
    fakeNetwork({ answer: () => new Response('', { status }) })
    expect(await answeredFetch()(request())).toEqual({ status, retryAfter: 0 })
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
    const answers: ((answer?: Response) => void)[] = []
    const sent = fakeNetwork({
      answer: () => new Promise((resolve) => answers.push((answer = contractAnswer()) => resolve(answer))),
    })
    const answer = async (index: number, with_?: Response): Promise<void> => {
      answers[index]!(with_)
      await vi.advanceTimersByTimeAsync(0)
    }
    return { keepalive: () => sent.map(({ options }) => options?.keepalive), answer }
  }

  it('is 64 KiB together, of what is in flight: what exceeds it goes without', async () => {
    const { keepalive, answer } = open()
    const ask = answeredFetch()
    ask(request(40_000))
    ask(request(25_536))
    ask(request(1))
    expect(keepalive()).toEqual([true, true, false])
    await answer(1)
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
