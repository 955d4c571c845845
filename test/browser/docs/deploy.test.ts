import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { listening } from '../../../collector/test/support/command.ts'
import { apache, caddy, hasApache, hasCaddy, hasNginx, nginx } from '../../../collector/test/support/proxy.ts'
import { rowsOf } from '../../../collector/test/support/running.ts'
import { temporaryFolder } from '../../../collector/test/support/temporary-folder.ts'
import { freePort } from '../../../scripts/free-port.mjs'
import { blockOf, root, sectionOf } from './support/code-blocks.ts'

const document = 'docs/deploy.md'
const own = 'A path of your own, and content blockers'
const types = 'types { text/javascript js; }'

/** A block of the page for a collector and files of this test. */
const block = (heading: string, language: string, port: number): string =>
  (language
    ? blockOf(document, heading, language)
    : /\n\n```\n([^`]*)^```$/m.exec(sectionOf(document, heading))![1]!
  )
    .replaceAll('127.0.0.1:4000', `127.0.0.1:${port}`)
    .replaceAll('/opt/rivulet/dist', join(root, 'dist'))

const names = (base: string, ending: string) =>
  ['', '.extra', '.vitals', '.debug'].map(
    (part) => [`${base}${part}${ending}`, `rivulet${part}.min.js`] as const,
  )
const byDefault = [...names('/rivulet', '.min.js'), ...names('/rivulet', '.min.0123456789abcdef.js')] as const

it.each([
  [
    'nginx',
    hasNginx,
    (port: number) => nginx(block('nginx', 'nginx', port), types),
    '/track/activity',
    byDefault,
  ],
  [
    'Caddy',
    hasCaddy,
    (port: number) =>
      caddy(
        block('Caddy', '', port)
          .replace(/^shop.example \{/, '')
          .replace(/\}\s*$/, ''),
      ),
    '/track/activity',
    byDefault,
  ],
  [
    'Apache',
    hasApache,
    (port: number) =>
      apache(
        block('Apache', 'apache', port),
        /`a2enmod (.*?)`/.exec(sectionOf(document, 'Apache'))![1]!.split(' '),
      ),
    '/track/activity',
    byDefault,
  ],
  [
    'nginx, own names',
    hasNginx,
    (port: number) => nginx(block(own, 'nginx', port), types),
    '/news/ping',
    names('/news/page', '.js'),
  ],
  [
    'Caddy, own names',
    hasCaddy,
    (port: number) => caddy(block(own, '', port)),
    '/news/ping',
    names('/news/page', '.js'),
  ],
])(
  'the block for %s serves the script while the collector is down, and passes events on when it is back',
  async (_name, isThere, start, path, scripts) => {
    // Apache is no tool of the tests: where it is, it is tried.
    if (!isThere) return expect(_name).toBe('Apache')
    const port = await freePort()
    const site = `http://127.0.0.1:${await start(port)}`
    // Caddy answers with nothing where nobody answers.
    const textOf = async (path: string) => {
      const answer = await fetch(site + path)
      return answer.ok ? answer.text() : ''
    }
    const send = () => fetch(site + path, { method: 'POST', body: `d=1795000000&c=shop&a=buy` })

    for (const [address, file] of scripts) {
      const answer = await fetch(site + address, { headers: { 'accept-encoding': 'gzip' } })
      expect([address, answer.status]).toEqual([address, 200])
      expect(await answer.text()).toBe(readFileSync(join(root, 'dist', file), 'utf8'))
      expect(answer.headers.get('content-type')).toMatch(/^(text|application)\/javascript/)
      expect(answer.headers.get('cache-control')).toMatch(/max-age=3600/)
      expect(answer.headers.get('content-encoding')).toBe('gzip')
    }
    for (const path of ['/live', '/healthz', '/rivulet.min.js.map', '/LICENSES.txt', '/rivulet.stub.js', '/'])
      expect([path, await textOf(path)]).toEqual([path, ''])
    expect((await send()).status).toBeGreaterThanOrEqual(502)

    const file = join(temporaryFolder(), 'events.db')
    await listening(['--port', `${port}`, '--store', file, '--live', '--trust-proxy', '127.0.0.1'])
    expect((await send()).status).toBe(200)
    expect(rowsOf(file)).toMatchObject([{ type: 'shop/buy' }])
    for (const path of ['/live', '/healthz', '/track/activity/'])
      expect([path, await textOf(path)]).toEqual([path, ''])
  },
)
