import { describe, expect, it, onTestFinished } from 'vitest'
import { conversions } from '../../../src/plugins/conversions.ts'
import type { Signal } from '../../../src/types.ts'
import { rison } from '../../../src/wires/rivet/rison.ts'
import { rivet } from '../../../src/wires/rivet/rivet.ts'
import { readByCollector } from '../../support/network.ts'
import { stubGlobal } from '../../support/page.ts'

const page = globalThis as { dataLayer?: unknown[] }

const watch = (...before: unknown[]) => {
  stubGlobal('dataLayer', before)
  const told: Signal[] = []
  const life = new AbortController()
  conversions()((signal) => told.push(signal), life.signal)
  onTestFinished(() => life.abort())
  return { told, stop: () => life.abort(), push: (...entries: unknown[]) => page.dataLayer?.push(...entries) }
}

const items = [
  { item_id: 'mug', item_name: 'Dawn mug', price: 42.25, quantity: 2 },
  { item_id: 'jug', price: 60 },
]
const purchase = { transaction_id: 'o-42', value: 144.5, items }
const conversion = {
  orderID: 'o-42',
  cartTotal: 144.5,
  products: [
    { productID: 'mug', unitPrice: 42.25, quantity: 2, description: 'Dawn mug' },
    { productID: 'jug', unitPrice: 60, quantity: 1 },
  ],
}
const told = { name: 'shop/purchase', order: 'o-42', conversion }

describe('conversions', () => {
  it.each([
    ['an object', { event: 'purchase', ecommerce: purchase }],
    ['what gtag pushes', { 0: 'event', 1: 'purchase', 2: purchase, length: 3 }],
  ])('are read from %s, before or after the plugin came', (_, entry) => {
    expect(watch(entry).told).toEqual([told])
    const { push, told: later } = watch()
    push(entry)
    expect(later).toEqual([told])
  })

  it('are told once an order, and each time without one', () => {
    const { push, told: all } = watch()
    push({ event: 'purchase', ecommerce: purchase }, { event: 'purchase', ecommerce: purchase })
    push({ event: 'purchase', ecommerce: { ...purchase, transaction_id: 'o-43' } })
    push({ event: 'purchase', ecommerce: {} }, { event: 'purchase', ecommerce: {} })
    expect(all.map(({ order }) => order)).toEqual(['o-42', 'o-43', undefined, undefined])
  })

  it('are nothing else that a layer holds, and nothing once it is stopped', () => {
    const { push, told: all, stop } = watch(null, 5, 'purchase', undefined)
    push(
      { event: 'add_to_cart', ecommerce: purchase },
      { event: 'purchase' },
      { ecommerce: purchase },
      () => {},
    )
    stop()
    push({ event: 'purchase', ecommerce: purchase })
    expect(all).toEqual([])
  })

  it('are Rivet’s own on the wire', () => {
    const wire = rivet({ rison })
    const moment = {
      now: 0,
      visitor: 'v',
      session: 's',
      page: undefined,
      title: undefined,
      sender: 'k',
      sequence: 1,
    }
    const event = wire.fromSignal?.(watch({ event: 'purchase', ecommerce: purchase }).told[0] as Signal)
    const { body = '' } = wire.pack([wire.encode(event as never, moment)], '/')
    const { events, rejected } = readByCollector({ url: '/', body })
    expect(rejected).toEqual([])
    expect(events).toMatchObject([{ category: 'shop', action: 'purchase', labels: { order: 'o-42' } }])
    expect(events[0]?.conversion).toBe(
      "(orderID:o-42,cartTotal:144.5,products:!((productID:mug,unitPrice:42.25,quantity:2,description:'Dawn mug'),(productID:jug,unitPrice:60,quantity:1)))",
    )
  })
})
