import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rison } from '../../../../src/wires/rivet/rison.ts'
import { structureReader } from '../../../src/protocols/rivet/read-structure.ts'
import { key } from '../../support/profile-store.ts'
import { running } from '../../support/running.ts'
import { asking } from '../../support/track-events.ts'

const sale = (display: string, total: number, order: number) =>
  new URLSearchParams({
    d: `${1_795_000_000 + order}`,
    c: 'shop',
    a: 'purchase',
    l1: 'embedId',
    v1: display,
    x: rison({ orderID: `o-${order}`, cartTotal: total, products: [{ productID: 'mug', quantity: 2 }] }),
    q: rison({ t: { room: ['table'] } }),
    k: 'f3K',
    n: `${order}`,
  }).toString()

it('what an event says in Rison can be asked for: revenue by display', async () => {
  const { url, preview } = await asking()
  const lines = [sale('e-1', 59.9, 1), sale('e-1', 10, 2), sale('e-2', 5, 3)]
  const sent = await fetch(`${url}/track/activity`, { method: 'POST', body: lines.join('\n') })
  expect(await sent.json()).toMatchObject({ stored: 3 })
  const { body } = await preview({
    Query: `Events
      | where Payload.qualifiers.t.room[0] == 'table'
      | summarize Revenue = sum(todouble(Payload.conversion.cartTotal)) by Display = tostring(Payload.labels.embedId)
      | sort by Display asc`,
  })
  expect(body.items).toEqual([
    { Display: 'e-1', Revenue: 69.9 },
    { Display: 'e-2', Revenue: 5 },
  ])
})

describe('a text', () => {
  it.each([
    'mug',
    '42',
    '!t',
    "'mug'",
    '',
    '(a:1',
    '(a:1)b',
    'cartTotal: 9',
    '(id:12345678901234567890)',
    '(id:1e999)',
    '(__proto__:(a:1))',
    `${'!('.repeat(101)}1${')'.repeat(101)}`,
    '('.repeat(99_000),
  ])('stays a text where it is no structure that is kept as it is: %.40s', (text) => {
    expect(structureReader()(text)).toBe(text)
  })

  it('is read as the SDK has written it', () => {
    const isKept = (value: unknown) => !/__proto__|\d{16}/.test(JSON.stringify(value))
    const structure = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()))
    fc.assert(
      fc.property(structure.filter(isKept), (value) => {
        const plain = JSON.parse(JSON.stringify(value))
        expect(structureReader()(rison(plain))).toEqual(plain)
      }),
    )
  })
})

it('what is sent again after it was decoded is still known', async () => {
  const { url, rows } = await running({ keys: [{ key }] })
  for (const stored of [1, 0]) {
    const answer = await fetch(`${url}/track/activity`, { method: 'POST', body: sale('e-1', 5, 1) })
    expect(await answer.json()).toMatchObject({ stored, repeated: 1 - stored })
  }
  expect(JSON.parse(rows()[0]!.payload).conversion.cartTotal).toBe(5)
})
