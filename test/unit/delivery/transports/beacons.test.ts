import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readChunk } from '../../../../src/delivery/chunk.ts'
import { beacons } from '../../../../src/delivery/transports/beacons.ts'
import type { Line, WireRequest } from '../../../../src/types.ts'
import { rivetWire } from '../../../../src/wires/rivet/rivet-wire.ts'
import { moment } from '../../../support/moment.ts'
import { eventsOf, fakeNetwork } from '../../../support/network.ts'
import { stubGlobal } from '../../../support/page.ts'
import { startPipeline } from '../../../support/start-pipeline.ts'

const url = 'https://collect.example/'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** All lines in one body, or the first three, or the first in an address. */
const inBody = (lines: readonly Line[]): WireRequest => ({ url, body: lines.join('\n'), lines: lines.length })
const inBodies = (lines: readonly Line[]): WireRequest => inBody(lines.slice(0, 3))
const inAddress = (lines: readonly Line[]): WireRequest => ({ url: `${url}?${lines[0]}`, lines: 1 })

const linesOf = (sent: readonly { url: string; body: string }[]): string[] =>
  sent
    .flatMap(({ url: address, body }) => body.split('\n').concat(address.slice(url.length + 1)))
    .filter(Boolean)

const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** Sends lines as a page does on its way out, and says what waits after that. */
const send = (some: readonly Line[], pack: (lines: readonly Line[]) => WireRequest) => {
  const { put, flush, store } = startPipeline({ delivery: beacons(), wire: { pack } })
  for (const line of some) put(line)
  flush(true)
  return async () => {
    // Long enough for every fetch, and too short for a timer.
    for (let turn = 0; turn < 9 + 9 * some.length; turn++) await Promise.resolve()
    return (await store.all('')).flatMap(([, chunk]) => readChunk(chunk).map(([line]) => line))
  }
}

describe('beacons', () => {
  it.each([false, true])(
    'takes for delivered what the browser has taken, on its way out or not: %s',
    (isLeaving) => {
      const sent = fakeNetwork()
      expect(beacons().send(inBody(lines), { isLeaving, isRefused: false })).toEqual({ status: 200 })
      expect(sent).toEqual([{ by: 'beacon', url, body: lines.join('\n') }])
    },
  )

  it('halves what is refused until beacons take it, and gives the rest to one fetch', async () => {
    const sent = fakeNetwork({ quota: 10 })
    expect(await send(lines, inBody)()).toEqual([])
    expect(sent.map(({ by, body }) => [by, body])).toEqual([
      ['beacon', 'a\nb\nc\nd'],
      ['beacon', 'e\nf'],
      ['fetch', 'g\nh'],
    ])
  })

  it('sends one request a line where the wire wants it, all at once', () => {
    const sent = fakeNetwork()
    send(lines, inAddress)
    expect(sent).toEqual(lines.map((line) => ({ by: 'beacon', url: `${url}?${line}`, body: '' })))
  })

  it('sends one fetch a line where beacons are refused', async () => {
    const sent = fakeNetwork({ takesBeacon: () => false })
    expect(await send(lines, inAddress)()).toEqual([])
    expect(sent.map(({ by, url: address }) => [by, address])).toEqual(
      lines.map((line) => ['fetch', `${url}?${line}`]),
    )
  })

  const refuse = (): never => {
    throw new TypeError('Illegal invocation')
  }
  it.each([
    ['absent', {}],
    ['refused', { onLine: true, sendBeacon: () => false }],
    ['broken', { onLine: true, sendBeacon: refuse }],
  ])('falls to fetch for all where beacons are %s, before any await', (_, navigator) => {
    const sent = fakeNetwork()
    stubGlobal('navigator', navigator)
    send(lines, inBody)
    expect(sent.map(({ by, body }) => [by, body])).toEqual([['fetch', lines.join('\n')]])
  })

  it.each([
    ['fetch rejects', async () => refuse()],
    ['fetch throws', refuse],
    ['there is no fetch', undefined],
  ])('delivers nothing, and does not reject, where there are no beacons and %s', async (_, fetch) => {
    vi.useRealTimers()
    stubGlobal('navigator', undefined)
    stubGlobal('fetch', fetch)
    expect(await beacons().send({ url, body: 'a', lines: 1 }, { isLeaving: false, isRefused: true })).toEqual(
      { status: 0 },
    )
    expect(await send(lines, inBody)()).toEqual(lines)
  })

  it('keeps each fetch small enough to outlive the page, where beacons are refused', async () => {
    const sent = fakeNetwork({ takesBeacon: () => false })
    const wire = rivetWire(1)
    const event = { category: 'embed', action: 'view', conversion: 'x'.repeat(300) }
    const some = Array.from({ length: 500 }, (_, n) => wire.encode(event, { ...moment, sequence: n + 1 }))
    expect(await send(some, (part) => wire.pack(part, url))()).toEqual([])
    for (const { by, options } of sent) expect([by, options?.keepalive]).toEqual(['fetch', true])
    expect(eventsOf(sent).map(({ sequence }) => sequence)).toEqual(some.map((_, n) => n + 1))
  })

  it('sends each line once or keeps it, whatever is refused', async () => {
    const someLines = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,20}$/), { maxLength: 20 })
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
          const kept = await send(some, pack)()
          expect([...linesOf(sent), ...kept]).toEqual(some)
        },
      ),
    )
  })
})
