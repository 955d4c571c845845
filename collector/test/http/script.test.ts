import { readdirSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createCollector } from '../../src/collector.ts'
import { listening } from '../support/command.ts'
import { running } from '../support/running.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const content = 'var rivulet = {}; // ü'

const serving = (scriptPath: string) => {
  const script = join(temporaryFolder(), 'built.js')
  writeFileSync(script, content)
  return running({ script, scriptPath })
}

it('the script is served where it is asked for, to be kept an hour', async () => {
  const { url } = await serving('/assets/own-name.js')
  const response = await fetch(`${url}/assets/own-name.js`)
  expect([response.status, await response.text()]).toEqual([200, content])
  const { headers } = response
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(headers.get('cache-control')).toBe(
    'public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800',
  )
  expect(headers.get('access-control-allow-origin')).toBe('*')
  const again = await fetch(`${url}/assets/own-name.js`, {
    headers: { 'if-none-match': headers.get('etag') ?? '' },
  })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

it('the script is served for ever under the name of its content', async () => {
  const { url } = await serving('/rivulet.min.js')
  const plain = { headers: { 'accept-encoding': 'identity' } }
  const etag = (await fetch(`${url}/rivulet.min.js`, plain)).headers.get('etag') ?? ''
  const response = await fetch(`${url}/rivulet.min.${etag.slice(1, -1)}.js`)
  expect([response.status, await response.text()]).toEqual([200, content])
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
})

it('a page of a cache that names an earlier hash has the script of now, for an hour', async () => {
  const { url } = await serving('/rivulet.min.js')
  const response = await fetch(`${url}/rivulet.min.0123456789abcdef.js`)
  expect([response.status, await response.text()]).toEqual([200, content])
  expect(response.headers.get('cache-control')).toMatch(/max-age=3600/)
  for (const other of ['0123456789abcde', '0123456789abcdeff', 'map', 'extra'])
    expect((await fetch(`${url}/rivulet.min.${other}.js`)).status).toBe(404)
})

it.each([
  ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
  ['gzip', 'gzip, deflate', gunzipSync],
  ['gzip', 'br;q=0, GZIP;q=0.5', gunzipSync],
  [undefined, 'identity', (body: Buffer) => body],
  [undefined, '', (body: Buffer) => body],
] as const)(
  'the script is compressed with %s for %j, and known by it',
  async (encoding, accepted, unpack) => {
    const { port } = await serving('/a.js')
    const ask = (more: OutgoingHttpHeaders = {}) =>
      new Promise<[headers: IncomingHttpHeaders, body: Buffer, status: number]>((resolve, reject) => {
        const headers = { 'accept-encoding': accepted, ...more }
        request({ port, host: '127.0.0.1', path: '/a.js', headers }, async (response) =>
          resolve([response.headers, Buffer.concat(await response.toArray()), response.statusCode!]),
        )
          .on('error', reject)
          .end()
      })
    const [headers, body] = await ask()
    expect([headers['content-encoding'], headers.vary]).toEqual([encoding, 'accept-encoding'])
    expect(unpack(body).toString()).toBe(content)
    const [, rest, status] = await ask({ 'if-none-match': headers.etag })
    expect([status, rest.length]).toEqual([304, 0])
    // What was kept of one encoding is not taken for another.
    const [, , other] = await ask({
      'if-none-match': headers.etag,
      'accept-encoding': 'deflate, gzip;q=1.0, br',
    })
    expect(other).toBe(encoding === 'br' ? 304 : 200)
  },
)

it('the files of the live page are compressed, and asked for again each time', async () => {
  const { url } = await listening(['--live', '--store', ':memory:'])
  for (const [name, encoding] of [
    ['page.js', 'br'],
    ['page.css', 'gzip'],
  ] as const) {
    const headers = { 'accept-encoding': encoding }
    const answer = await fetch(`${url}/live/${name}`, { headers })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    const text = await answer.text()
    const plain = await fetch(`${url}/live/${name}`, { headers: { 'accept-encoding': 'identity' } })
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, text])
    const again = { ...headers, 'if-none-match': answer.headers.get('etag')! }
    expect((await fetch(`${url}/live/${name}`, { headers: again })).status).toBe(304)
  }
})

it('the files that the script asks for are served beside it, where it looks for them', async () => {
  const folder = temporaryFolder()
  for (const name of ['built.js', 'built.extra.js', 'built.debug.js'])
    writeFileSync(join(folder, name), `// ${name}`)
  const { url } = await running({ script: join(folder, 'built.js'), scriptPath: '/assets/v1.2/own.min.js' })
  const etag = (await fetch(`${url}/assets/v1.2/own.min.js`)).headers.get('etag') ?? ''
  // Each encoding has a tag of its own, of the same hash.
  const hash = etag.replace(/^"(\w+).*/, '$1')
  for (const [path, content, caching] of [
    ['own.extra.min.js', '// built.extra.js', 'max-age=3600'],
    [`own.extra.min.${hash}.js`, '// built.extra.js', 'immutable'],
    ['own.extra.min.0123456789abcdef.js', '// built.extra.js', 'max-age=3600'],
    ['own.debug.min.js', '// built.debug.js', 'max-age=3600'],
  ]) {
    const response = await fetch(`${url}/assets/v1.2/${path}`)
    expect([response.status, await response.text()]).toEqual([200, content])
    expect(response.headers.get('cache-control')).toContain(caching)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('etag')).not.toBe(etag)
  }
  expect((await fetch(`${url}/assets/v1.2/own.vitals.min.js`)).status).toBe(404)
})

it('there is no script where none was named', async () => {
  const { url } = await running({})
  expect((await fetch(`${url}/rivulet.min.js`)).status).toBe(404)
})

it.each(['events.db', ':memory:'])(
  'no store is opened at %s where the script cannot be read',
  async (name) => {
    const folder = temporaryFolder()
    vi.stubEnv('TMPDIR', folder)
    onTestFinished(() => void vi.unstubAllEnvs())
    const store = name === ':memory:' ? name : join(folder, name)
    await expect(createCollector({ store, script: join(folder, 'none.js') })).rejects.toThrow('none.js')
    expect(readdirSync(folder)).toEqual([])
  },
)
