import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../../src/model/event.ts'
import { stores } from '../support/stores.ts'

const event = (more: Partial<StoredEvent> = {}): StoredEvent => ({
  dialect: 'rivet',
  type: 'embed/view',
  time: 1795000000000,
  received: 1795000001000,
  payload: { category: 'embed', action: 'view' },
  ...more,
})

describe.each(stores)('events in %s', (_, open) => {
  it('gives back what it was given', async () => {
    const store = open()
    const full = event({
      visitor: 'V1',
      session: '',
      page: 'https://shop.example/?q=ü',
      sender: 'f3K',
      sequence: Number.MAX_SAFE_INTEGER,
      payload: { category: 'embed', action: 'view', labels: { 'a\u0000b': '🛍️' }, organization: 7 },
    })
    const { stored, repeated } = await store.append([event(), full])
    expect(repeated).toBe(0)
    expect(stored).toEqual([
      { ...event(), id: '1' },
      { ...full, id: '2' },
    ])
    expect(await store.recent(10)).toStrictEqual([
      { ...full, id: '2' },
      { ...event(), id: '1' },
    ])
    expect(await store.recent(1)).toHaveLength(1)
  })

  it('counts by kind and by second', async () => {
    const store = open()
    const click = { category: 'embed', action: 'click' }
    await store.append([
      event({ received: 9_999, payload: click }),
      event({ received: 10_999 }),
      event({ received: 11_000, payload: click }),
      event({ received: 11_999, payload: click }),
      event({ received: 13_500 }),
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
    const store = open()
    const payload = { category: 'embed', action: 'trackEvent' }
    await store.append([
      event({ dialect: 'kaltura', type: 'kaltura/play', payload }),
      event({ dialect: 'kaltura', type: 'kaltura/play', payload: {} }),
      event(),
    ])
    expect(await store.counts()).toEqual([
      { category: 'kaltura', action: 'play', count: 2 },
      { category: 'embed', action: 'view', count: 1 },
    ])
  })
})
