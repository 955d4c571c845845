import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gzipped } from '../../../../src/delivery/transports/gzipped.ts'
import type { DeliveryResult, WireRequest } from '../../../../src/types.ts'
import { answering } from '../../../support/fake-delivery.ts'
import { stubGlobal } from '../../../support/page.ts'

const request = (body?: string | Blob): WireRequest => ({
  url: 'https://collect.example/',
  lines: 2,
  ...(body !== undefined && { body }),
})
const long = '?u=1\nc=embed&a=view\n'.repeat(100)
const { delivery } = answering({ status: 200 })
const prepare = gzipped(delivery).prepare!
const staying = { isLeaving: false, isRefused: false }

const unzipped = async ({ body }: WireRequest): Promise<string> =>
  gunzipSync(new Uint8Array(await (body as Blob).arrayBuffer())).toString()

describe('gzipped', () => {
  it('makes a long body smaller, and changes nothing else', async () => {
    const prepared = await prepare(request(long))
    expect(prepared).toEqual({ ...request(), body: expect.any(Blob) })
    expect((prepared.body as Blob).size).toBeLessThan(long.length / 4)
    expect(await unzipped(prepared)).toBe(long)
  })

  it('asks for no preflight: a type of its own would', async () => {
    expect(((await prepare(request(long))).body as Blob).type).toBe('')
  })

  it.each([
    ['a body that would hardly get smaller', request('x'.repeat(499))],
    ['no body', request()],
    ['what is no text', request(new Blob([long]))],
  ])('leaves %s as it is', async (_, plain) => {
    expect(await prepare(plain)).toBe(plain)
  })

  it('leaves everything as it is where browsers cannot compress', async () => {
    stubGlobal('CompressionStream', undefined)
    const plain = request(long)
    expect(await prepare(plain)).toBe(plain)
  })

  it('is otherwise the delivery it was given', async () => {
    const onPendingChange = (): void => undefined
    const all = gzipped({ ...delivery, isAnswered: true, onPendingChange })
    expect(all).toMatchObject({ isAnswered: true, onPendingChange })
    expect(all.send(request(long), staying)).toEqual({ status: 200 })
  })

  it.each<[string, DeliveryResult]>([
    ['by the collector', { status: 400 }],
    ['by something between', { status: 0, received: '400 https://proxy.example/' }],
  ])('sends again as it was what is refused %s, once, and compresses no more', async (_, refusal) => {
    const sent: (string | Blob | undefined)[] = []
    const all = gzipped({
      send({ body }) {
        sent.push(body)
        return typeof body === 'string' ? { status: 200 } : refusal
      },
    })
    const compressed = await all.prepare!(request(long))
    expect(await all.send(compressed, staying)).toEqual({ status: 200 })
    expect(sent).toEqual([expect.any(Blob), long])
    const next = request(long)
    expect(await all.prepare!(next)).toBe(next)
  })

  it('takes a refusal of what was not compressed for one', async () => {
    const all = gzipped({ send: () => ({ status: 400 }) })
    expect(await all.send(request('x'), staying)).toEqual({ status: 400 })
  })

  it('loses nothing of any body', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 500, maxLength: 5_000, unit: 'grapheme' }), async (body) => {
        expect(await unzipped(await prepare(request(body)))).toBe(body)
      }),
      { numRuns: 20 },
    )
  })
})
