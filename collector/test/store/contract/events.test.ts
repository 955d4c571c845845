import { describe, expect, it } from 'vitest'
import { unnumbered } from '../../support/arrivals.ts'
import { stores } from '../support/stores.ts'

describe.each(stores)('events in %s', (_, open) => {
  it('gives back what it was given', async () => {
    const store = await open()
    const full = unnumbered({
      visitor: 'V1',
      session: '',
      page: 'https://shop.example/?q=ü',
      sender: 'f3K',
      sequence: Number.MAX_SAFE_INTEGER,
      payload: { category: 'embed', action: 'view', labels: { 'a\u0000b': '🛍️' }, organization: 7 },
    })
    const { stored, repeated } = await store.append([unnumbered(), full])
    expect(repeated).toBe(0)
    const [first, second] = stored.map(({ id }) => id)
    expect(first).not.toBe(second)
    expect(stored).toEqual([
      { ...unnumbered(), id: first },
      { ...full, id: second },
    ])
    expect(await store.recent(10)).toStrictEqual([
      { ...full, id: second },
      { ...unnumbered(), id: first },
    ])
    expect(await store.recent(1)).toHaveLength(1)
  })

  it('counts by kind and by second', async () => {
    const store = await open()
    const click = { category: 'embed', action: 'click' }
    await store.append([
      unnumbered({ received: 9_999, payload: click }),
      unnumbered({ received: 10_999 }),
      unnumbered({ received: 11_000, payload: click }),
      unnumbered({ received: 11_999, payload: click }),
      unnumbered({ received: 13_500 }),
    ])
    expect(await store.total()).toBe(5)
    expect(await store.counts()).toEqual([
      { ...click, count: 3 },
      { category: 'embed', action: 'view', count: 2 },
    ])
    expect(await store.rate(10)).toEqual([
      [10, 1],
      [11, 2],
      [13, 1],
    ])
  })

  it('counts other dialects by their types, whatever their payloads say', async () => {
    const store = await open()
    const payload = { category: 'embed', action: 'trackEvent' }
    await store.append([
      unnumbered({ dialect: 'kaltura', type: 'kaltura/play', payload }),
      unnumbered({ dialect: 'kaltura', type: 'kaltura/play', payload: {} }),
      unnumbered(),
    ])
    expect(await store.counts()).toEqual([
      { category: 'kaltura', action: 'play', count: 2 },
      { category: 'embed', action: 'view', count: 1 },
    ])
  })
})
