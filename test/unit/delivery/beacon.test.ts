import { describe, expect, it, vi } from 'vitest'
import { beacon } from '../../../src/delivery/beacon.ts'
import { stubGlobal } from '../../support/page.ts'

const request = { url: 'https://collect.example/', body: 'a=1', lines: 1 }

describe('beacon', () => {
  it.each([true, false])('gives what the browser says: %s', (taken) => {
    const sendBeacon = vi.fn(() => taken)
    stubGlobal('navigator', { sendBeacon })
    expect(beacon(request)).toBe(taken)
    expect(sendBeacon.mock.calls).toEqual([[request.url, request.body]])
  })

  it.each([
    ['knows no beacon', {}],
    ['has no navigator', undefined],
    [
      'throws',
      {
        sendBeacon() {
          throw new TypeError('Illegal invocation')
        },
      },
    ],
  ])('is refused where the browser %s', (_, navigator) => {
    stubGlobal('navigator', navigator)
    expect(beacon(request)).toBe(false)
  })
})
