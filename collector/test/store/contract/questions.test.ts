import { describe, expect, it } from 'vitest'
import type { Question } from '../../../src/store/question.ts'
import type { Store } from '../../../src/store/store.ts'
import { numbered } from '../../support/arrivals.ts'
import { tracked } from '../../support/profile-store.ts'
import { type OpenStore, stores } from '../support/stores.ts'

const answerOf = async (store: Store, question: Question) => {
  const answer = await store.ask(question)
  return answer.kind === 'rows'
    ? { ...answer, rows: JSON.parse(Buffer.from(answer.rows).toString()) as object[] }
    : answer
}

const kql = (text: string, scopes?: readonly string[]): Question => ({ language: 'kql', text, scopes })
const odata = (options: Record<string, string>, scopes?: readonly string[]): Question => ({
  language: 'odata',
  options,
  scopes,
})

const filled = async (open: OpenStore) => {
  const store = await open()
  await store.append([
    numbered('s', 1, { visitor: 'V1', payload: { category: 'embed', action: 'view', labels: { n: '7' } } }),
    tracked({ track: 'a', scope: 'shop', time: 1795000002000, fraction: 1234, payload: { Price: 2.5 } }),
    tracked({ track: 'b', scope: 'shop', time: 1795000001000, payload: { Price: 10 }, city: 'Rome' }),
    tracked({ track: 'c', time: 1795000003000, payload: [1, null] }),
  ])
  await store.delete('default', 'c')
  return store
}

describe.each(stores)('a question to %s', (_, open) => {
  it('in KQL is answered with rows of what is not deleted', async () => {
    const store = await filled(open)
    const text =
      'Events | where EventTime > datetime(2026-01-01) | summarize n = count(), sum(todouble(Payload.Price)) by Scope | order by Scope asc'
    expect(await answerOf(store, kql(text))).toEqual({
      kind: 'rows',
      count: 2,
      rows: [
        { Scope: 'default', n: 1, sum_Payload_Price: 0 },
        { Scope: 'shop', n: 2, sum_Payload_Price: 12.5 },
      ],
    })
  })

  it('in OData is answered with the event’s fields, and how many there are', async () => {
    const store = await filled(open)
    const options = { orderby: 'EventTime desc', top: '1', skip: '1' }
    expect(await answerOf(store, odata(options))).toEqual({
      kind: 'rows',
      count: 1,
      total: 3,
      rows: [expect.objectContaining({ TrackId: 'b', City: 'Rome', Payload: { Price: 10 } })],
    })
    const { rows } = (await answerOf(store, odata({ filter: "TrackId eq 'a'" }))) as { rows: object[] }
    expect(rows).toMatchObject([{ EventTime: '2026-11-18T11:06:42.0001234Z' }])
  })

  it('in OData takes empty lists, orders by what is computed, and is null in a feed where a text is missing', async () => {
    const store = await filled(open)
    const tracks = async (options: Record<string, string>) => {
      const { rows } = (await answerOf(store, odata(options))) as { rows: { TrackId: string }[] }
      return rows.map(({ TrackId }) => TrackId).join(' ')
    }
    expect(await tracks({ filter: 'City in []' })).toBe('')
    expect(await tracks({ filter: 'not (City in ())', orderby: '-Payload/Price desc,TrackId' })).toBe(
      'a b s.1',
    )
    expect(await tracks({ filter: 'Payload/Price in [2.5, "x", null]', orderby: 'TrackId' })).toBe('a s.1')
    expect(
      await tracks({ orderby: "indexof(City, 'o') desc,length(concat(TrackId, '+')) desc,TrackId" }),
    ).toBe('b s.1 a')
    const options = { select: 'TrackId,City,Payload', orderby: 'length(City) desc,TrackId', top: '2' }
    const page = { skip: 0, count: 2, isCounted: true }
    expect(await answerOf(store, { language: 'odata', options, page })).toEqual({
      kind: 'rows',
      count: 2,
      total: 3,
      rows: [
        { TrackId: 'b', City: 'Rome', Payload: '{"Price":10}' },
        { TrackId: 'a', City: null, Payload: '{"Price":2.5}' },
      ],
    })
  })

  it('of a feed begins behind the event that it names, at the same time too', async () => {
    const store = await filled(open)
    await store.append([tracked({ track: 'b', scope: 'other', time: 1795000001000 })])
    const behind = async (TrackId: string, Scope: string) => {
      const after = { EventTime: '2026-11-18T11:06:41.0000000Z', TrackId, Scope }
      const page = { skip: 0, count: 9, isCounted: true, after }
      const scopes = ['shop', 'other']
      const answer = await answerOf(store, {
        language: 'odata',
        options: { select: 'TrackId,Scope' },
        page,
        scopes,
      })
      expect(answer).toMatchObject({ total: 3 })
      return (answer as { rows: { TrackId: string; Scope: string }[] }).rows.map(
        (row) => `${row.TrackId} ${row.Scope}`,
      )
    }
    expect(await behind('a', 'shop')).toEqual(['b other', 'b shop', 'a shop'])
    expect(await behind('b', 'other')).toEqual(['b shop', 'a shop'])
    expect(await behind('b', 'shop')).toEqual(['a shop'])
    expect(await behind('c', '')).toEqual(['a shop'])
  })

  it('sees events of its scopes alone', async () => {
    const store = await filled(open)
    for (const [scopes, tracks] of [
      [['shop'], ['a', 'b']],
      [['default'], ['s.1']],
      [['nobody'], []],
      [[], []],
    ] as const) {
      const { rows } = (await answerOf(
        store,
        kql('Events | project TrackId | order by TrackId asc', scopes),
      )) as { rows: { TrackId: string }[] }
      expect(rows.map(({ TrackId }) => TrackId)).toEqual(tracks)
    }
  })

  it('that cannot be read is refused, with its place or its option', async () => {
    const store = await filled(open)
    expect(await answerOf(store, kql('Events | where Nobody == 1'))).toMatchObject({
      kind: 'refused',
      at: 15,
      message: expect.stringContaining('Nobody'),
    })
    expect(await answerOf(store, odata({ filter: 'Value eq' }))).toMatchObject({
      kind: 'refused',
      target: '$filter',
    })
  })

  it('in KQL gives a first thousand rows', async () => {
    const store = await open()
    await store.append(Array.from({ length: 1001 }, (_, at) => numbered('s', at + 1)))
    expect(await answerOf(store, kql('Events | project TrackId'))).toMatchObject({ count: 1000 })
    expect(await answerOf(store, odata({ top: '5' }))).toMatchObject({ count: 5, total: 1001 })
  })
})
