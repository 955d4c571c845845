import { describe, expect, it } from 'vitest'
import type { EventContext, Wire } from '../../../src/types.ts'
import { addressCleaner } from '../../../src/wires/address-cleaner.ts'
import { cleanAddresses, onlyParameters } from '../../../src/wires/clean-addresses.ts'
import { profileStore } from '../../../src/wires/profile-store/profile-store.ts'
import { rison } from '../../../src/wires/rivet/rison.ts'
import { rivet } from '../../../src/wires/rivet/rivet.ts'

const moment: EventContext = {
  now: 1_795_000_000_000,
  visitor: 'v',
  session: 's',
  page: 'https://shop.example/a?utm_source=x&email=ann%40example.com#top',
  title: undefined,
  sender: 'k',
  sequence: 1,
}
const clean = onlyParameters('utm_source')

describe('addresses', () => {
  it('of the page and in an event are cleaned, and all other text is left', () => {
    const wire = cleanAddresses(rivet(), clean)
    const labels = { referrer: 'HTTPS://Other.example/?token=1', text: 'see https://other.example/?token=1' }
    const line = new URLSearchParams(
      wire.encode({ category: 'page', action: 'view', labels }, moment).replace('\n', '&').slice(1),
    )
    expect(line.get('rr')).toBe('https://shop.example/a?utm_source=x')
    expect(line.get('v1')).toBe('https://other.example/')
    expect(line.get('v2')).toBe(labels.text)
  })

  it('are found however deep', () => {
    const wire = cleanAddresses(profileStore({}), clean)
    const payload = { links: [{ to: 'http://a.example/?b=c' }, 5, null], text: 'http' }
    const sent = JSON.parse(wire.encode({ eventType: 'e', value: 'v', payload }, moment))
    expect(sent.payload).toEqual({ links: [{ to: 'http://a.example/' }, 5, null], text: 'http' })
  })

  it('that a signal brings are cleaned too', () => {
    const wire: Wire<never> = cleanAddresses(rivet(), clean) as never
    const event = wire.fromSignal?.({ name: 'page/view', page: 'https://a.example/?x=1', title: 'A' })
    expect(wire.encode(event as never, moment)).toContain(`rr=${encodeURIComponent('https://a.example/')}&`)
  })
})

describe('what the tracker lets leave', () => {
  const tracked = { ...moment, clean: addressCleaner(['email']) }
  const address = 'https://shop.example/?email=a&utm_source=x&q=1#top'

  it('is cleaned before', () => {
    const wire = cleanAddresses(rivet(), (left) => `${left}!`)
    const event = { category: 'a', action: 'b', labels: { url: address, path: '/?q=1' } }
    const line = new URLSearchParams(wire.encode(event, tracked).replace('\n', '&').slice(1))
    expect(line.get('v1')).toBe('https://shop.example/?email=a&utm_source=x!')
    expect(line.get('v2')).toBe('/')
  })

  it('is so in qualifiers and conversions that are objects, which are else what Rison makes of them', () => {
    const conversion = {
      at: address,
      list: [address, 'text', 1, null],
      none: undefined,
      no: Number.NaN,
      when: new Date(0),
    }
    const event = { category: 'a', action: 'b', conversion: conversion as never }
    const line = new URLSearchParams(rivet({ rison }).encode(event, tracked).replace('\n', '&').slice(1))
    const left = `'https://shop.example/?email=a&utm_source=x'`
    expect(line.get('x')).toBe(`(at:${left},list:!(${left},text,1,!n),no:!n,when:'1970-01-01T00:00:00.000Z')`)
  })

  it('is so in a payload, also of what says itself as an address', () => {
    const payload = { at: new URL(address), when: new Date(0), list: [[address]] }
    const event = { eventType: 'a', value: 'b', payload: payload as never }
    expect(JSON.parse(profileStore().encode(event, tracked)).payload).toEqual({
      at: 'https://shop.example/?email=a&utm_source=x',
      when: '1970-01-01T00:00:00.000Z',
      list: [['https://shop.example/?email=a&utm_source=x']],
    })
  })
})

describe('onlyParameters', () => {
  it.each([
    ['https://a.example/?utm_source=x&utm_source=y&q=1', 'https://a.example/?utm_source=x&utm_source=y'],
    ['https://a.example/p#utm_source=x', 'https://a.example/p'],
    ['https://a.example/', 'https://a.example/'],
    ['https://', ''],
  ])('makes of %s %s', (address, cleaned) => {
    expect(clean(address)).toBe(cleaned)
  })
})
