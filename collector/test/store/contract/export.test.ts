import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import type { ExportFormat } from '../../../src/export/export-format.ts'
import { ticksOf } from '../../../src/model/ticks.ts'
import type { Selection } from '../../../src/store/selection.ts'
import type { Store } from '../../../src/store/store.ts'
import { numbered } from '../../support/arrivals.ts'
import { tracked } from '../../support/profile-store.ts'
import { type OpenStore, stores } from '../support/stores.ts'

async function exported(store: Store, selection: Selection = {}, format: ExportFormat = 'ndjson') {
  const given = await store.export(selection, format)
  if (given.kind !== 'content') throw new Error(JSON.stringify(given))
  const chunks: Uint8Array[] = []
  for await (const chunk of given.content) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function linesOf(store: Store, selection: Selection = {}): Promise<Record<string, unknown>[]> {
  const text = (await exported(store, selection)).toString()
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

const tracks = async (store: Store, selection?: Selection) =>
  (await linesOf(store, selection)).map(({ TrackId }) => TrackId)

const readerOf = (bytes: Uint8Array): AsyncBuffer => {
  const buffer = new Uint8Array(bytes).buffer
  return { byteLength: buffer.byteLength, slice: (start, end) => buffer.slice(start, end) }
}

const filled = async (open: OpenStore) => {
  const store = await open()
  const at = Date.parse('2026-11-18T00:00:00Z')
  await store.append([
    tracked({ track: 'c', time: at + 2000, type: "it's", payload: { n: 1.5, t: 'ü"\n' } }),
    tracked({ track: 'a', time: at, scope: 'shop', fraction: 1239, value: '=1+1', user: { Email: 'a@b' } }),
    tracked({ track: 'gone', time: at + 500 }),
    tracked({ track: 'b', time: at + 1000, type: 'basket', payload: [null, true] }),
    numbered('s', 1, { time: -1, payload: { category: 'embed', action: 'view' } }),
  ])
  await store.delete('default', 'gone')
  return store
}

describe.each(stores)('an export of %s', (_, open) => {
  it('gives what OData answers, in order of time, and nothing that was deleted', async () => {
    const store = await filled(open)
    const lines = await linesOf(store)
    expect(lines.map(({ TrackId }) => TrackId)).toEqual(['s.1', 'a', 'b', 'c'])
    const options = { orderby: 'EventTime', filter: "ReceivedTime ne OriginalTime and TrafficType eq ''" }
    const answer = await store.ask({ language: 'odata', options })
    if (answer.kind !== 'rows') throw new Error(answer.kind)
    expect(lines).toEqual(JSON.parse(Buffer.from(answer.rows).toString()))
    expect(Object.keys(lines[0]!).slice(0, 3)).toEqual(['TrackId', 'DeviceId', 'EventType'])
  })

  it('is of one time, types, scopes and a filter, alone and together', async () => {
    const store = await filled(open)
    const from = ticksOf('2026-11-18T00:00:00.0001239Z')!
    const to = ticksOf('2026-11-18T00:00:02Z')!
    for (const [selection, expected] of [
      [{ from }, ['a', 'b', 'c']],
      [{ from: from + 1n, to }, ['b']],
      [{ from: from + 1n, to: to + 1n }, ['b', 'c']],
      [{ to: from }, ['s.1']],
      [{ types: ["it's", 'embed/view'] }, ['s.1', 'c']],
      [{ types: [] }, []],
      [{ scopes: ['shop'] }, ['a']],
      [{ scopes: [] }, []],
      [{ filter: 'Payload.n gt 1' }, ['c']],
      [{ filter: "EventType eq 'home' or EventType eq 'basket'", scopes: ['default'], from }, ['b']],
    ] as const satisfies readonly (readonly [Selection, readonly string[]])[]) {
      expect(
        await tracks(store, selection),
        JSON.stringify(selection, (_, v) => `${v}`),
      ).toEqual(expected)
    }
  })

  it('is refused before it begins where its filter cannot be read, with the place', async () => {
    const store = await filled(open)
    const given = await store.export({ filter: "Valu eq 'a'", types: ['home'] }, 'csv')
    expect(given).toMatchObject({ kind: 'refused', target: '$filter', at: 0 })
    // Nobody comes out of the filter’s own brackets.
    const out = await store.export({ filter: "Value eq 'a') or (1 eq 1" }, 'csv')
    expect(out.kind).toBe('refused')
  })

  it('as CSV has a line of names, also of no events', async () => {
    const store = await filled(open)
    const text = (await exported(store, { scopes: ['shop'] }, 'csv')).toString()
    expect(text).toBe(
      'TrackId,DeviceId,EventType,Value,Scope,PageUri,PageTitle,RemoteAddress,SessionId,User,Payload,CountryCode,City,EventTime,ReceivedTime,OriginalTime,TrafficType\r\n' +
        `a,d,home,'=1+1,shop,,,,,"{""Email"":""a@b""}",,,,2026-11-18T00:00:00.0001239Z,2026-11-18T11:06:41.0000000Z,2026-11-18T00:00:00.0001239Z,\r\n`,
    )
    const none = (await exported(store, { scopes: [] }, 'csv')).toString()
    expect(none.split('\r\n')).toEqual([expect.stringMatching(/^TrackId,/), ''])
  })

  it('as Parquet is read by another reader, with times as times', async () => {
    const store = await filled(open)
    const file = readerOf(await exported(store, {}, 'parquet'))
    const rows = await parquetReadObjects({
      file,
      columns: ['TrackId', 'Value', 'User', 'Payload', 'EventTime'],
    })
    expect(rows).toEqual([
      {
        TrackId: 's.1',
        Value: '',
        User: null,
        Payload: '{"category":"embed","action":"view"}',
        EventTime: new Date(-1),
      },
      expect.objectContaining({ TrackId: 'a', Value: '=1+1', User: '{"Email":"a@b"}' }),
      expect.objectContaining({ TrackId: 'b', Payload: '[null,true]' }),
      expect.objectContaining({ TrackId: 'c', Payload: '{"n":1.5,"t":"ü\\"\\n"}' }),
    ])
    const none = await parquetMetadataAsync(readerOf(await exported(store, { scopes: [] }, 'parquet')))
    expect([none.num_rows, none.schema.length]).toEqual([0n, 18])
  })

  it('is of all pages, each event once, and of those that were there when it began', async () => {
    const store = await open()
    // Many of one time, and some that are large.
    const events = Array.from({ length: 9_000 }, (_, at) =>
      numbered('s', at + 1, {
        time: 1795000000000 + (at % 7),
        scope: `s${at % 3}`,
        payload: at % 100 === 0 ? { filler: 'x'.repeat(50_000) } : { at },
      }),
    )
    await store.append(events)
    const given = await store.export({}, 'ndjson')
    if (given.kind !== 'content') throw new Error(given.kind)
    await store.append([
      numbered('late', 1, { time: 1795000000003 }),
      numbered('late', 2, { time: 1895000000000 }),
    ])
    let text = ''
    for await (const chunk of given.content) text += Buffer.from(chunk).toString()
    const found = text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { TrackId: string })
    expect(found.filter(({ TrackId }) => TrackId.startsWith('late'))).toHaveLength(0)
    expect(new Set(found.map(({ TrackId }) => TrackId)).size).toBe(9_000)
    expect(found).toHaveLength(9_000)
    expect(await tracks(store, { from: ticksOf('2030-01-01')! })).toEqual(['late.2'])
  })
})
