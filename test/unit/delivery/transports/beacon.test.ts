import { describe, expect, it, vi } from 'vitest'
import { beacon } from '../../../../src/delivery/transports/beacon.ts'
import { stubGlobal } from '../../../support/page.ts'

const request = { url: 'https://collect.example/', body: 'a=1', lines: 1 }
const sendBeacon = () => true

describe('beacon', () => {
  it.each([200, 202])('answers at once what it is told when the browser takes it: %d', (status) => {
    const taking = vi.fn(sendBeacon)
    stubGlobal('navigator', { onLine: true, sendBeacon: taking })
    expect(beacon(request, status)).toEqual({ status })
    expect(taking.mock.calls).toEqual([[request.url, request.body]])
  })

  it('does not ask a browser that is offline, as that would say yes and send nothing', () => {
    const taking = vi.fn(sendBeacon)
    stubGlobal('navigator', { onLine: false, sendBeacon: taking })
    expect(beacon(request, 202)).toEqual({ status: 413 })
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
    expect(beacon(request, 200)).toEqual({ status: 413 })
  })
})
