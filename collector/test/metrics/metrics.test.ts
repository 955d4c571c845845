import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { createCollector } from '../../src/collector.ts'
import { get, post } from '../support/activity.ts'
import { command, listening } from '../support/command.ts'
import { running } from '../support/running.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const metricsKey = 'the-metrics-key-of-tests'
const key = 'a-key-of-16-letters'

async function read(url: string, shown = metricsKey): Promise<string> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${shown}` } })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  return response.text()
}

/** The value of one line of Prometheus's format. */
const numberOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}

it('counts requests and events by dialect and by what became of them', async () => {
  const { url } = await running({ metrics: true, metricsKeys: [metricsKey], keys: [{ key }] })
  await post(
    url,
    '?k=one\nd=1795000000&c=a&a=b&n=1\nd=1795000000&c=a&a=b&n=2\nd=1795000000&c=a&n=3\nd=x&c=a&a=b&n=4',
  )
  await post(url, '?k=one\nd=1795000000&c=a&a=b&n=1')
  await get(url, 'c=only')
  await fetch(`${url}/collect?eventType=3&sessionId=a`)
  await fetch(`${url}/api/v1.0/Track`, {
    method: 'POST',
    headers: { authorization: `epi-single ${key}` },
    body: '{"deviceId":"1","eventType":"home","value":"x","scope":"NOT ONE"}',
  })
  await fetch(`${url}/nowhere?u=visitor-4711`)
  const text = await read(url)
  const expected = {
    'rivulet_events_total{dialect="rivet",outcome="stored"}': 2,
    'rivulet_events_total{dialect="rivet",outcome="repeated"}': 1,
    'rivulet_events_total{dialect="rivet",outcome="rejected"}': 3,
    'rivulet_events_total{dialect="kaltura",outcome="stored"}': 1,
    'rivulet_events_total{dialect="profile-store",outcome="rejected"}': 1,
    'rivulet_rejected_events_total{dialect="rivet",parameter="a"}': 1,
    'rivulet_rejected_events_total{dialect="profile-store",parameter="scope"}': 1,
    'rivulet_requests_total{method="POST",route="/track/activity",status="200"}': 2,
    'rivulet_requests_total{method="GET",route="/track/activity",status="400"}': 1,
    'rivulet_requests_total{method="GET",route="none",status="404"}': 1,
    rivulet_commit_seconds_count: 3,
    rivulet_waiting_events: 0,
  }
  for (const [series, value] of Object.entries(expected)) {
    expect([series, numberOf(text, series)]).toEqual([series, value])
  }
  // Nothing of a visitor.
  expect(text).not.toContain('4711')
})

it('counts questions, and measures the store', async () => {
  const { url } = await running({ metrics: true, metricsKeys: [metricsKey], keys: [{ key }] })
  const ask = (query: string) =>
    fetch(`${url}/api/v2.0/TrackEvents?${query}`, { headers: { authorization: `epi-single ${key}` } })
  await ask('$top=1')
  await ask('$filter=nonsense')
  const text = await read(url)
  expect(numberOf(text, 'rivulet_queries_total{language="odata",outcome="rows"}')).toBe(1)
  expect(numberOf(text, 'rivulet_queries_total{language="odata",outcome="refused"}')).toBe(1)
  expect(numberOf(text, 'rivulet_query_seconds_count')).toBe(2)
  expect(numberOf(text, 'rivulet_open_queries')).toBe(0)
  expect(numberOf(text, 'rivulet_store_bytes{part="file"}')).toBeGreaterThan(0)
  expect(numberOf(text, 'rivulet_store_free_bytes')).toBeGreaterThan(0)
  expect(text).toContain('process_resident_memory_bytes')
})

it('counts exports', async () => {
  const { url } = await running({ metrics: true, metricsKeys: [metricsKey], keys: [{ key }] })
  await get(url, 'd=1795000000&c=a&a=b')
  const ask = async (query: string) => {
    const headers = { authorization: `epi-single ${key}` }
    return (await fetch(`${url}/api/v2.0/TrackEvents/export?${query}`, { headers })).text()
  }
  const { length } = await ask('format=ndjson')
  await ask('format=csv&$filter=nonsense')
  const text = await read(url)
  expect(numberOf(text, 'rivulet_exports_total{format="ndjson",outcome="whole"}')).toBe(1)
  expect(numberOf(text, 'rivulet_exports_total{format="csv",outcome="refused"}')).toBe(1)
  expect(numberOf(text, 'rivulet_exported_bytes_total')).toBe(length)
  expect(numberOf(text, 'rivulet_open_exports')).toBe(0)
})

it('counts what could not be stored', async () => {
  const { url, file } = await running({ metrics: true, metricsKeys: [metricsKey] })
  const other = new Database(file)
  other.exec('BEGIN IMMEDIATE')
  expect((await get(url, 'd=1795000000&c=a&a=b')).status).toBe(503)
  other.close()
  const text = await read(url)
  expect(numberOf(text, 'rivulet_commit_failures_total')).toBe(1)
  expect(numberOf(text, 'rivulet_waiting_events')).toBe(0)
})

it('has no more names of series, whatever is sent', async () => {
  const { url } = await running({ metrics: true, metricsKeys: [metricsKey], keys: [{ key }] })
  const names = (text: string) => text.split('\n').filter((line) => /^rivulet_(rejected|requests)/.test(line))
  const send = async (round: string) => {
    await post(url, `?k=a&h=recorded.1.${round}.1.${round}.2\nd=1795000000&c=a&a=b&${round}=1`)
    await fetch(`${url}/api/v1.0/Track`, {
      method: 'POST',
      headers: { authorization: `epi-single ${key}` },
      body: `{"deviceId":"1","eventType":"a","value":"x","payload":{"${round}":1e999}}`,
    })
    await fetch(`${url}/${round}`)
  }
  await send('first')
  const before = names(await read(url))
  for (const round of ['second', 'third', 'fourth']) await send(round)
  // The first look is a request as well.
  const isLook = (line: string) => line.includes('route="/metrics"')
  const shape = (lines: string[]) => lines.filter((line) => !isLook(line)).map((line) => line.split(' ')[0])
  expect(shape(names(await read(url)))).toEqual(shape(before))
  expect(before.join('\n')).toContain('parameter="payload"')
})

it('wants the key, and no other', async () => {
  const { url } = await running({
    metrics: true,
    metricsKeys: [metricsKey],
    keys: [{ key }],
    liveKeys: [`${key}2`],
  })
  for (const headers of [
    {},
    { authorization: `Bearer ${key}` },
    { authorization: `Bearer ${key}2` },
    { authorization: `epi-single ${metricsKey}` },
  ]) {
    const response = await fetch(`${url}/metrics`, { headers: headers as Record<string, string> })
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  }
  const asKey = { authorization: `epi-single ${metricsKey}` }
  expect((await fetch(`${url}/api/v2.0/TrackEvents`, { headers: asKey })).status).toBe(401)
})

it('is not there unless asked for, and not without a key', async () => {
  const { url } = await running({ metricsKeys: [metricsKey] })
  expect((await fetch(`${url}/metrics`)).status).toBe(404)
  await expect(createCollector({ store: ':memory:', metrics: true })).rejects.toThrow(/RIVULET_METRICS_KEY/)
  const { code, stderr } = await command(['--store', ':memory:', '--metrics', 'on']).ended
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^rivulet-collector: metrics .*RIVULET_METRICS_KEY/),
  ])
})

it('has an address of its own, where nothing else is, and which ends with the collector', async () => {
  const store = join(temporaryFolder(), 'events.db')
  const started = await listening(['--store', store, '--metrics', '127.0.0.1:0'])
  const [, port] = await started.printed(/"port":(\d+)\},"msg":"serving metrics"/)
  const own = `http://127.0.0.1:${port}`
  await get(started.url, 'd=1795000000&c=a&a=b')
  expect(numberOf(await read(own, ''), 'rivulet_events_total{dialect="rivet",outcome="stored"}')).toBe(1)
  expect((await fetch(`${started.url}/metrics`)).status).toBe(404)
  expect((await fetch(`${own}/live`)).status).toBe(404)
  expect((await fetch(`${own}/metrics`, { method: 'POST' })).status).toBe(405)
  const second = await command(['--port', '0', '--store', ':memory:', '--metrics', `127.0.0.1:${port}`]).ended
  expect([second.code, second.stderr]).toEqual([
    1,
    expect.stringMatching(/^rivulet-collector: metrics: .*EADDRINUSE/),
  ])
  started.child.kill('SIGTERM')
  expect((await started.ended).code).toBe(0)
})
