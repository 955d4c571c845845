import { describe, expect, it } from 'vitest'
import { noCorsFetch } from '../../../../src/delivery/transports/no-cors-fetch.ts'
import { fakeNetwork } from '../../../support/network.ts'
import { stubGlobal } from '../../../support/page.ts'

const url = 'https://collect.example/track?a=1'

describe('noCorsFetch', () => {
  it.each([
    ['a body', 'a=1', true],
    ['no body', undefined, true],
    ['the largest body for keepalive', 'x'.repeat(65_536), true],
    ['a body too large for keepalive', 'x'.repeat(65_537), false],
  ])('posts %s without a preflight', async (_, body, keepalive) => {
    const sent = fakeNetwork({ answer: () => Response.error() })
    expect(await noCorsFetch({ url, lines: 1, ...(body && { body }) })).toEqual({ status: 200 })
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

  const refuse = (): never => {
    throw new TypeError('Failed to fetch')
  }
  it.each([
    ['fetch rejects', async () => refuse()],
    ['fetch throws', refuse],
    ['there is no fetch', undefined],
  ])('gets no answer where %s', async (_, fetch) => {
    stubGlobal('fetch', fetch)
    expect(await noCorsFetch({ url, lines: 1 })).toEqual({ status: 0 })
  })
})
