import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { post } from '../../support/activity.ts'
import { key, withKey } from '../../support/profile-store.ts'
import { running } from '../../support/running.ts'

const shopKey = 'fedcba9876543210-shop'
const keys = [{ key }, { key: shopKey, scopes: ['shop'] }]
const line = (n: number, more = '') => `d=${1795000000 + n}&c=embed&a=view&k=s&n=${n}${more}`

async function filled(count: number, more = '') {
  const collector = await running({ keys, rate: 0, eventRate: 0, byteRate: 0 })
  for (let from = 1; from <= count; from += 1000) {
    const lines = Array.from({ length: Math.min(1000, count - from + 1) }, (_, at) => line(from + at, more))
    expect((await post(collector.url, lines.join('\n'))).status).toBe(200)
  }
  const exporting = (query = '', headers: Record<string, string> = {}) =>
    fetch(`${collector.url}/api/v2.0/TrackEvents/export${query}`, { headers: { ...withKey, ...headers } })
  return { ...collector, exporting }
}

const tracksIn = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((each) => (JSON.parse(each) as { TrackId: string }).TrackId)

it('answers with what a key may read, by time, type, scope and filter', async () => {
  const { exporting } = await filled(5)
  const all = await exporting()
  expect(all.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
  expect(all.headers.get('content-disposition')).toBe('attachment; filename="events.ndjson"')
  expect(tracksIn(await all.text())).toEqual(['s.1', 's.2', 's.3', 's.4', 's.5'])
  const from = new Date(1795000002_000).toISOString()
  const to = new Date(1795000005_000).toISOString()
  for (const [query, expected] of [
    [`?from=${from}&to=${to}`, ['s.2', 's.3', 's.4']],
    ['?type=a/b&type=embed/view', ['s.1', 's.2', 's.3', 's.4', 's.5']],
    ['?type=a/b', []],
    ['?scope=shop', []],
    ["?$filter=TrackId eq 's.4'&scope=default", ['s.4']],
    [`?$filter=EventTime%20lt%20${from.replace('Z', '')}+00:00`, ['s.1']],
  ] as const)
    expect(tracksIn(await (await exporting(query)).text()), query).toEqual(expected)

  const shop = { authorization: `epi-single ${shopKey}` }
  expect(tracksIn(await (await exporting('', shop)).text())).toEqual([])
  expect((await exporting('?scope=default', shop)).status).toBe(403)
  expect((await exporting('', { authorization: '' })).status).toBe(401)
})

it('writes what is asked for by name, else by Accept', async () => {
  const { exporting } = await filled(1)
  const typeOf = async (query: string, accept?: string) => {
    const answer = await exporting(query, accept === undefined ? {} : { accept })
    // Read to its end: its process has ended then, and makes room for the next but one.
    await answer.arrayBuffer()
    return answer.headers.get('content-type')
  }
  expect(await typeOf('?format=csv')).toBe('text/csv; charset=utf-8')
  expect(await typeOf('', 'text/csv')).toBe('text/csv; charset=utf-8')
  expect(await typeOf('', 'application/vnd.apache.parquet, */*;q=0.1')).toBe('application/vnd.apache.parquet')
  expect(await typeOf('?format=ndjson', 'text/csv')).toMatch(/ndjson/)
  expect(await typeOf('', 'application/jsonl')).toMatch(/ndjson/)
  expect((await exporting('', { accept: 'image/png' })).status).toBe(406)
  const parquet = Buffer.from(await (await exporting('?format=parquet')).arrayBuffer())
  expect([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1'])
})

it('names what is wrong with the request', async () => {
  const { exporting } = await filled(1)
  for (const [query, target] of [
    ['?format=xml', 'format'],
    ['?from=yesterday', 'from'],
    ['?to=2026-13-01', 'to'],
    ['?scope=a%20b', 'scope'],
    ['?$filter=Valu eq 1', '$filter'],
    ['?$top=5', '$top'],
    ['?from=2026-01-01&from=2026-01-02', 'from'],
  ] as const) {
    const answer = await exporting(query)
    expect([answer.status, await answer.json()], query).toMatchObject([400, { error: { target } }])
  }
})

/** More than what is on its way at once. */
const large = () => filled(20_000, `&l1=filler&v1=${'x'.repeat(900)}`)

/** Ends the process of an export, as a machine without memory does. */
function killExport(): void {
  const children = readdirSync('/proc/self/task').flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim().split(' '),
  )
  const [found, ...others] = children.filter(
    (pid) => pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('export-process'),
  )
  expect([found, others]).toEqual([expect.stringMatching(/^\d+$/), []])
  process.kill(Number(found), 'SIGKILL')
}

it.each(['ndjson', 'csv'])('lets nobody take for whole what was cut, as %s', async (format) => {
  const { exporting } = await large()
  const answer = await exporting(`?format=${format}`)
  expect(answer.status).toBe(200)
  const reader = answer.body!.getReader()
  expect((await reader.read()).value!.length).toBeGreaterThan(0)
  killExport()
  const reading = (async () => {
    while (!(await reader.read()).done);
  })()
  await expect(reading).rejects.toThrow()
})

it('resets the connection of a proxy that knows no chunks', async () => {
  const { port } = await large()
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `GET /api/v2.0/TrackEvents/export HTTP/1.0\r\nHost: 127.0.0.1:${port}\r\nAuthorization: epi-single ${key}\r\n\r\n`,
  )
  const [head] = await once(socket, 'data')
  expect(`${head}`).toMatch(/^HTTP\/1\.\d 200/)
  socket.pause()
  killExport()
  const failed = once(socket, 'error')
  failed.catch(() => {})
  socket.on('end', () => socket.destroy(new Error('it ended as if it were whole')))
  socket.resume()
  expect((await failed)[0]).toMatchObject({ code: 'ECONNRESET' })
})

it('takes no more at once than it can, and makes room when a client goes', async () => {
  const { exporting, app } = await large()
  const first = await exporting()
  const second = await exporting('?format=csv')
  const third = await exporting()
  expect([first.status, second.status, third.status, third.headers.get('retry-after')]).toEqual([
    200,
    200,
    503,
    '30',
  ])
  await first.body!.cancel()
  await expect
    .poll(async () => {
      const again = await exporting('?type=none')
      await again.text()
      return again.status
    })
    .toBe(200)
  // It ends, whatever somebody still reads.
  await app.close()
  await expect(second.text()).rejects.toThrow()
})
