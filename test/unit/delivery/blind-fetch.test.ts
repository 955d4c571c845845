import { describe, expect, it } from 'vitest'
import { blindFetch } from '../../../src/delivery/fetch.ts'
import { fakeNetwork } from '../../support/network.ts'

const url = 'https://collect.example/track?a=1'

describe('blindFetch', () => {
  it.each([
    ['a body', 'a=1', true],
    ['no body', undefined, true],
    ['the largest body for keepalive', 'x'.repeat(65_536), true],
    ['a body too large for keepalive', 'x'.repeat(65_537), false],
  ])('posts %s without a preflight', async (_, body, keepalive) => {
    const sent = fakeNetwork()
    await blindFetch({ url, lines: 1, ...(body && { body }) })
    expect(sent).toEqual([
      {
        by: 'fetch',
        url,
        body: body ?? '',
        options: expect.objectContaining({ method: 'POST', mode: 'no-cors', keepalive }),
      },
    ])
    expect(sent[0]?.options).not.toHaveProperty('headers')
  })

  it('rejects when the collector cannot be reached', async () => {
    fakeNetwork({ isReachable: () => false })
    await expect(blindFetch({ url, lines: 1 })).rejects.toThrow('Failed to fetch')
  })
})
