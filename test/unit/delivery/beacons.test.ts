import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { beacons } from '../../../src/delivery/beacons.ts'
import type { Line, WireRequest } from '../../../src/types.ts'
import { rivetWire } from '../../../src/wires/rivet-wire.ts'
import { moment } from '../../support/moment.ts'
import { eventsOf, fakeNetwork } from '../../support/network.ts'
import { stubGlobal } from '../../support/page.ts'

const url = 'https://collect.example/'

/** All lines in one body, or the first three, or the first in an address. */
const inBody = (lines: readonly Line[]): WireRequest => ({ url, body: lines.join('\n'), lines: lines.length })
const inBodies = (lines: readonly Line[]): WireRequest => inBody(lines.slice(0, 3))
const inAddress = (lines: readonly Line[]): WireRequest => ({ url: `${url}?${lines[0]}`, lines: 1 })

const linesOf = (sent: readonly { url: string; body: string }[]): string[] =>
  sent
    .flatMap(({ url: address, body }) => body.split('\n').concat(address.slice(url.length + 1)))
    .filter(Boolean)

const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

describe('beacons', () => {
  it('sends all lines in one beacon, at once', () => {
    const sent = fakeNetwork()
    beacons()(lines, inBody, 'pagehide')
    expect(sent).toEqual([{ by: 'beacon', url, body: lines.join('\n') }])
  })

  it('sends nothing for no lines', async () => {
    const sent = fakeNetwork()
    expect(await beacons()([], inBody, 'manual')).toBe(0)
    expect(sent).toEqual([])
  })

  it('halves what is refused until beacons take it, and gives the rest to fetch', async () => {
    const sent = fakeNetwork({ quota: 10 })
    expect(await beacons()(lines, inBody, 'count')).toBe(lines.length)
    expect(sent.map(({ by, body }) => [by, body])).toEqual([
      ['beacon', 'a\nb\nc\nd'],
      ['beacon', 'e\nf'],
      ['fetch', 'g\nh'],
    ])
  })

  it('sends one request a line where the wire wants it, all at once', () => {
    const sent = fakeNetwork()
    beacons()(lines, inAddress, 'hidden')
    expect(sent).toEqual(lines.map((line) => ({ by: 'beacon', url: `${url}?${line}`, body: '' })))
  })

  it('sends one fetch a line where beacons are refused', async () => {
    const sent = fakeNetwork()
    stubGlobal('navigator', { sendBeacon: () => false })
    expect(await beacons()(lines, inAddress, 'hidden')).toBe(lines.length)
    expect(sent.map(({ by, url: address }) => [by, address])).toEqual(
      lines.map((line) => ['fetch', `${url}?${line}`]),
    )
  })

  const refuse = (): never => {
    throw new TypeError('Illegal invocation')
  }
  it.each([
    ['absent', {}],
    ['refused', { sendBeacon: () => false }],
    ['broken', { sendBeacon: refuse }],
  ])('falls to fetch where beacons are %s, before any await', (_, navigator) => {
    const sent = fakeNetwork()
    stubGlobal('navigator', navigator)
    beacons()(lines, inBody, 'pagehide')
    expect(linesOf(sent)).toEqual(lines)
  })

  it.each([
    ['fetch rejects', async () => refuse()],
    ['fetch throws', refuse],
    ['there is no fetch', undefined],
  ])('delivers nothing, and does not reject, where there are no beacons and %s', async (_, fetch) => {
    stubGlobal('navigator', undefined)
    stubGlobal('fetch', fetch)
    expect(await beacons()(lines, inBody, 'manual')).toBe(0)
  })

  it('keeps each fetch small enough to outlive the page, where beacons are refused', async () => {
    const sent = fakeNetwork({ takesBeacon: () => false })
    const wire = rivetWire(1)
    const event = { category: 'embed', action: 'view', conversion: 'x'.repeat(300) }
    const some = Array.from({ length: 5_000 }, (_, n) => wire.encode(event, { ...moment, sequence: n + 1 }))
    expect(await beacons()(some, (part) => wire.pack(part, url), 'retry')).toBe(some.length)
    for (const { by, options } of sent) expect([by, options?.keepalive]).toEqual(['fetch', true])
    expect(eventsOf(sent).map(({ sequence }) => sequence)).toEqual(some.map((_, n) => n + 1))
  })

  it('does not reject when the wire cannot pack', async () => {
    const sent = fakeNetwork()
    expect(await beacons()(lines, vi.fn(refuse), 'manual')).toBe(0)
    expect(sent).toEqual([])
  })

  it('sends each line it counts as delivered once, and no other, whatever is refused', async () => {
    const someLines = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,20}$/), { maxLength: 40 })
    const chances = fc.infiniteStream(fc.boolean())
    await fc.assert(
      fc.asyncProperty(
        someLines,
        fc.nat(300),
        chances,
        chances,
        fc.constantFrom(inBody, inBodies, inAddress),
        async (some, quota, taken, reached, pack) => {
          const sent = fakeNetwork({
            quota,
            takesBeacon: () => taken.next().value,
            isReachable: () => reached.next().value,
          })
          const delivered = await beacons()(some, pack, 'manual')
          expect(linesOf(sent)).toEqual(some.slice(0, delivered))
        },
      ),
    )
  })
})
