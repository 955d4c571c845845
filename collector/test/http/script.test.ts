import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createCollector } from '../../src/collector.ts'
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
  expect(headers.get('cache-control')).toBe('public, max-age=3600, stale-while-revalidate=86400')
  expect(headers.get('access-control-allow-origin')).toBe('*')
  const again = await fetch(`${url}/assets/own-name.js`, {
    headers: { 'if-none-match': headers.get('etag') ?? '' },
  })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

it('the script is served for ever under the name of its content', async () => {
  const { url } = await serving('/rivulet.min.js')
  const etag = (await fetch(`${url}/rivulet.min.js`)).headers.get('etag') ?? ''
  const response = await fetch(`${url}/rivulet.min.${etag.slice(1, -1)}.js`)
  expect([response.status, await response.text()]).toEqual([200, content])
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
})

it('the files that the script asks for are served beside it, where it looks for them', async () => {
  const folder = temporaryFolder()
  for (const name of ['built.js', 'built.extra.js', 'built.debug.js'])
    writeFileSync(join(folder, name), `// ${name}`)
  const { url } = await running({ script: join(folder, 'built.js'), scriptPath: '/assets/v1.2/own.min.js' })
  const etag = (await fetch(`${url}/assets/v1.2/own.min.js`)).headers.get('etag') ?? ''
  const hash = etag.slice(1, -1)
  for (const [path, content, caching] of [
    ['own.extra.min.js', '// built.extra.js', 'max-age=3600'],
    [`own.extra.min.${hash}.js`, '// built.extra.js', 'immutable'],
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
