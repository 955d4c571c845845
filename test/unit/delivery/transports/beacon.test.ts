import { describe, expect, it, vi } from 'vitest'
import { beacon } from '../../../../src/delivery/transports/beacon.ts'
import { createPoster } from '../../../../src/delivery/transports/post.ts'
import type { WireRequest } from '../../../../src/types.ts'
import { stubGlobal } from '../../../support/page.ts'

const request = { url: 'https://collect.example/', body: 'a=1', lines: 1 }
const sendBeacon = () => true

/** What beacons and fetches are given, in Firefox. */
const firefox = (userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0') => {
  const taking = vi.fn(sendBeacon)
  const fetching = vi.fn(async () => new Response())
  stubGlobal('navigator', { onLine: true, sendBeacon: taking, userAgent })
  // happy-dom's own knows no keepalive.
  stubGlobal(
    'Request',
    class {
      get keepalive() {
        return false
      }
    },
  )
  stubGlobal('fetch', Object.assign(fetching, { toString: () => 'function fetch() {\n    [native code]\n}' }))
  return { taking, fetching }
}

describe('beacon', () => {
  it.each([200, 202])('answers at once what it is told when the browser takes it: %d', (status) => {
    const taking = vi.fn(sendBeacon)
    stubGlobal('navigator', { onLine: true, sendBeacon: taking })
    expect(beacon(request, status, createPoster())).toEqual({ status })
    expect(taking.mock.calls).toEqual([[request.url, request.body]])
  })

  it('does not ask a browser that is offline, as that would say yes and send nothing', () => {
    const taking = vi.fn(sendBeacon)
    stubGlobal('navigator', { onLine: false, sendBeacon: taking })
    expect(beacon(request, 202, createPoster())).toEqual({ status: 413 })
    expect(taking).not.toHaveBeenCalled()
  })

  it.each([
    ['does not take it', { onLine: true, sendBeacon: () => false }],
    ['knows no beacon', { onLine: true }],
    ['has no navigator', undefined],
    [
      'throws',
      {
        onLine: true,
        sendBeacon() {
          throw new TypeError('Illegal invocation')
        },
      },
    ],
  ])('asks for less where the browser %s', (_, navigator) => {
    stubGlobal('navigator', navigator)
    expect(beacon(request, 200, createPoster())).toEqual({ status: 413 })
  })

  describe('in Firefox', () => {
    const asBeacon = { method: 'POST', keepalive: true, mode: 'no-cors', credentials: 'include' }

    it('is a keepalive fetch, which outlives the process of its page', () => {
      const { taking, fetching } = firefox()
      expect(beacon(request, 202, createPoster())).toEqual({ status: 202 })
      expect(fetching.mock.calls).toEqual([
        [request.url, expect.objectContaining({ ...asBeacon, body: request.body })],
      ])
      expect(taking).not.toHaveBeenCalled()
    })

    it('has no body where the event is in the address', () => {
      const { fetching } = firefox()
      expect(beacon({ url: `${request.url}?a=1`, lines: 1 }, 200, createPoster())).toEqual({ status: 200 })
      expect(fetching.mock.calls).toEqual([
        [`${request.url}?a=1`, expect.objectContaining({ ...asBeacon, body: '' })],
      ])
    })

    it('leaves no rejection to the page', async () => {
      const { fetching } = firefox()
      fetching.mockRejectedValue(new TypeError('NetworkError'))
      expect(beacon(request, 202, createPoster())).toEqual({ status: 202 })
      // Vitest fails a run in which a rejection is not handled.
      await new Promise((resolve) => setTimeout(resolve))
    })

    it.each<[string, () => void, WireRequest?]>([
      ['it is before 133', () => stubGlobal('Request', class {})],
      ['the page has a fetch of its own', () => stubGlobal('fetch', async () => new Response())],
      [
        'a body is larger than a keepalive fetch may have',
        () => {},
        { ...request, body: 'x'.repeat(65_537) },
      ],
    ])('is a beacon where %s', (_, change, large = request) => {
      const { taking, fetching } = firefox()
      change()
      expect(beacon(large, 202, createPoster())).toEqual({ status: 202 })
      expect(taking.mock.calls).toEqual([[large.url, large.body]])
      expect(fetching).not.toHaveBeenCalled()
    })
  })
})
