import { describe, expect, it } from 'vitest'
import { acknowledged } from '../../../../src/delivery/transports/acknowledged.ts'
import type { WireRequest } from '../../../../src/types.ts'
import { fakeNetwork } from '../../../support/network.ts'

const request: WireRequest = { url: 'https://collect.example/', body: 'a\nb', lines: 2 }

describe('acknowledged', () => {
  it.each([false, true])(
    'fetches while the page is there, and knows what was delivered',
    async (isRefused) => {
      const sent = fakeNetwork()
      expect(await acknowledged().send(request, { isLeaving: false, isRefused })).toMatchObject({
        status: 200,
      })
      expect(sent.map(({ by, body }) => [by, body])).toEqual([['fetch', 'a\nb']])
    },
  )

  it('does not take for delivered what it gave to a beacon on the way out', () => {
    const sent = fakeNetwork()
    expect(acknowledged().send(request, { isLeaving: true, isRefused: false })).toEqual({ status: 202 })
    expect(sent.map(({ by }) => by)).toEqual(['beacon'])
  })

  it('has halved what no beacon takes', () => {
    const sent = fakeNetwork({ takesBeacon: () => false })
    expect(acknowledged().send(request, { isLeaving: true, isRefused: false })).toEqual({ status: 413 })
    expect(sent).toEqual([])
  })

  it('fetches, before the page is gone, where the browser has refused even a single line', async () => {
    const sent = fakeNetwork()
    const answer = acknowledged().send(request, { isLeaving: true, isRefused: true })
    expect(sent.map(({ by, options }) => [by, options?.keepalive])).toEqual([['fetch', true]])
    expect(await answer).toMatchObject({ status: 200 })
  })

  it('counts what each has in flight by itself', () => {
    const sent = fakeNetwork({ answer: () => new Promise(() => undefined) })
    const large = { ...request, body: 'x'.repeat(60_000) }
    for (const { send } of [acknowledged(), acknowledged()])
      send(large, { isLeaving: false, isRefused: false })
    expect(sent.map(({ options }) => options?.keepalive)).toEqual([true, true])
  })
})
