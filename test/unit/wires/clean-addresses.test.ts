import { describe, expect, it } from 'vitest'
import type { EventContext, Wire } from '../../../src/types.ts'
import { cleanAddresses, onlyParameters } from '../../../src/wires/clean-addresses.ts'
import { profileStore } from '../../../src/wires/profile-store/profile-store.ts'
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
