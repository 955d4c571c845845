import { join } from 'node:path'
import { expect, it } from 'vitest'
import { get } from '../support/activity.ts'
import { listening } from '../support/command.ts'
import { exchange } from '../support/exchange.ts'
import { rowsOf } from '../support/running.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/**
 * A request as somebody at this machine writes it who means harm: it says what browsers say of the connection. Each has one
 * of its own, which is closed.
 */
const raw = (first: string, lines: readonly string[] = [], body = ''): string =>
  [first, ...lines, 'Connection: keep-alive, close', '', body].join('\r\n')

const at = (path: string, ...lines: string[]) => raw(`GET ${path} HTTP/1.1`, ['Host: localhost', ...lines])
const by = (...lines: string[]) => raw('GET /live/summary HTTP/1.1', lines)
const posted = (path: string, body: string, ...lines: string[]) =>
  raw(
    `POST ${path} HTTP/1.1`,
    ['Host: localhost', `Content-Length: ${Buffer.byteLength(body)}`, ...lines],
    body,
  )
const form = 'Content-Type: application/x-www-form-urlencoded'
const evil = 'Origin: https://evil.example'
const inside = 'GET /live/summary HTTP/1.1\r\nHost: localhost\r\n\r\n'

type Attack = readonly [what: string, bytes: string, statuses: readonly number[]]

const names: readonly Attack[] = [
  ['no name', by(), [400]],
  ['an empty name', by('Host:'), [421]],
  ['another name', by('Host: evil.example'), [421]],
  ['two names', by('Host: localhost', 'Host: evil.example'), [400]],
  ['two names, the other way round', by('Host: evil.example', 'Host: localhost'), [400]],
  ['two names in one', by('Host: localhost, evil.example'), [421]],
  ['a name in front of an at', by('Host: localhost@evil.example'), [421]],
  ['a port that is a name', by('Host: localhost:evil.example'), [421]],
  ['a name that begins like loopback', by('Host: localhost.evil.example'), [421]],
  ['a name that begins like an address', by('Host: 127.0.0.1.evil.example'), [421]],
  ['a name with a percent sign', by('Host: localhost%2eevil.example'), [421]],
  ['a name in Unicode', by('Host: l\u00f6calhost'), [421]],
  ['an address of all zeros', by('Host: 0.0.0.0'), [421]],
  ['a name on a second line', by('Host:', ' localhost', 'X: y'), [400]],
  ['a space before the colon', by('Host : localhost'), [400]],
  ['the right name by X-Forwarded-Host', by('Host: evil.example', 'X-Forwarded-Host: localhost'), [421]],
  ['the right name by Forwarded', by('Host: evil.example', 'Forwarded: host=localhost'), [421]],
  ['the right name by X-Original-Host', by('Host: evil.example', 'X-Original-Host: localhost'), [421]],
  [
    'the right name in the address',
    raw('GET http://localhost/live/summary HTTP/1.1', ['Host: evil.example']),
    [404],
  ],
  [
    'the wrong name in the address',
    raw('GET http://evil.example/live/summary HTTP/1.1', ['Host: localhost']),
    [404],
  ],
]

const paths: readonly Attack[] = [
  '/LIVE/summary',
  '/live/SUMMARY',
  '/%6c%69%76%65/summary',
  '/%256cive/summary',
  '/live%2fsummary',
  '/live%5csummary',
  '//live/summary',
  '///live/summary',
  '/live//summary',
  '/./live/summary',
  '/live/./summary',
  '/nowhere/../live/summary',
  '/nowhere/%2e%2e/live/summary',
  '/live;a=b/summary',
  '/live/summary;a=b',
  '/live/summary/',
  '/live/summary.json',
  '/live/summary#',
  '/live/%00',
  '/live/../../../etc/passwd',
  '/live/%2e%2e/%2e%2e/etc/passwd',
  '/live/page.js/../page.js.map',
  '/live/page.js.map',
  '/live/index.html',
  '/live/login.html',
  '/?/live/summary',
  '/healthz/../live/summary',
  '/api/v2.0/../../live/summary',
].map((path) => [path, at(path), [404]] as const)

const sites: readonly Attack[] = [
  [
    'a script of another site',
    at('/live/summary', 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: script'),
    [403],
  ],
  [
    'a frame on another site',
    at('/live', 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: iframe'),
    [403],
  ],
  [
    'an object on another site',
    at('/live', 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: object'),
    [403],
  ],
  ['a page of another port', at('/live/events', 'Sec-Fetch-Site: same-site'), [403]],
  ['a site of no known kind', at('/live/summary', 'Sec-Fetch-Site: friendly'), [403]],
  ['a fetch of an old browser', at('/live/summary', evil), [403]],
  ['a page in a sandbox', at('/live/summary', 'Origin: null'), [403]],
  [
    'a WebSocket of another site',
    at('/live/events', evil, 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'),
    [403],
  ],
  [
    'a preflight of another site',
    raw('OPTIONS /live/summary HTTP/1.1', ['Host: localhost', evil, 'Access-Control-Request-Method: GET']),
    [405],
  ],
  ['a form of another site', posted('/live/summary', 'a=b', evil, form), [405]],
  ['a login from another site', posted('/live/login', 'key=x', evil, form), [403]],
  ['a login from nowhere', posted('/live/login', 'key=x', form), [403]],
  ['a logout from another site', posted('/live/logout', '', evil, form), [403]],
  ['a login where none is wanted', posted('/live/login', 'key=', 'Origin: http://localhost', form), [403]],
  [
    'a login in JSON',
    posted(
      '/live/login',
      '{"key":{"$ne":null}}',
      'Origin: http://localhost',
      'Content-Type: application/json',
    ),
    [415],
  ],
  [
    'a login that is a megabyte',
    posted('/live/login', `key=${'x'.repeat(1 << 20)}`, 'Origin: http://localhost', form),
    [413],
  ],
]

const proxies: readonly Attack[] = [
  ['somebody behind a proxy', at('/live/summary', 'X-Forwarded-For: 192.0.2.1'), [403]],
  [
    'somebody who claims to be local behind a proxy',
    at('/live/summary', 'X-Forwarded-For: 127.0.0.1'),
    [403],
  ],
  ['somebody with an empty address behind a proxy', at('/live/summary', 'X-Real-IP:'), [403]],
  // By its own header: the server would keep a connection of HTTP/1.0 that is `keep-alive` for 72 s.
  [
    'a proxy of HTTP/1.0',
    'GET /live/summary HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    [403],
  ],
  ['another address by X-Original-URL', at('/nowhere', 'X-Original-URL: /live/summary'), [404]],
  ['another address by X-Rewrite-URL', at('/nowhere', 'X-Rewrite-URL: /live/summary'), [404]],
  ['another method by a header', posted('/live/summary', '', 'X-HTTP-Method-Override: GET'), [405]],
]

const messages: readonly Attack[] = [
  [
    'two lengths',
    raw('POST /healthz HTTP/1.1', ['Host: localhost', 'Content-Length: 0', 'Content-Length: 9'], inside),
    [400],
  ],
  [
    'a length and chunks',
    raw(
      'POST /healthz HTTP/1.1',
      ['Host: localhost', 'Content-Length: 4', 'Transfer-Encoding: chunked'],
      `0\r\n\r\n${inside}`,
    ),
    [400],
  ],
  [
    'chunks by another name',
    raw('POST /healthz HTTP/1.1', ['Host: localhost', 'Transfer-Encoding: xchunked'], inside),
    [405],
  ],
  [
    'chunks, and then not',
    raw('POST /healthz HTTP/1.1', ['Host: localhost', 'Transfer-Encoding: chunked, identity'], inside),
    [400],
  ],
  [
    'a length with a sign',
    raw('POST /healthz HTTP/1.1', ['Host: localhost', 'Content-Length: +5'], 'abcde'),
    [400],
  ],
  ['a length below nothing', raw('POST /healthz HTTP/1.1', ['Host: localhost', 'Content-Length: -1']), [400]],
  [
    'a length beyond all numbers',
    raw('POST /healthz HTTP/1.1', ['Host: localhost', `Content-Length: ${'9'.repeat(30)}`]),
    [400],
  ],
  [
    'a chunk beyond all numbers',
    raw(
      'POST /track/activity HTTP/1.1',
      ['Host: localhost', 'Transfer-Encoding: chunked'],
      `${'f'.repeat(20)}\r\n`,
    ),
    [400],
  ],
  [
    'a request within a body',
    raw('GET /healthz HTTP/1.1', ['Host: localhost', `Content-Length: ${inside.length}`], inside),
    [200],
  ],
  ['a header that ends early', at('/healthz', 'X: a\rGET /live/summary HTTP/1.1'), [400]],
  ['a header with a null', at('/live/summary', 'X: a\0b'), [400]],
  ['a header without a colon', at('/live/summary', 'garbage'), [400]],
  ['headers beyond all limits', at('/live/summary', `Cookie: ${'a=b; '.repeat(20_000)}`), [431]],
  [
    'five thousand cookies',
    at('/live/nowhere', `Cookie: ${Array.from({ length: 5_000 }, (_, n) => `c${n}=x`).join(';')}`),
    [404],
  ],
  ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
  ['HTTP before there were headers', 'GET /live/summary\r\n\r\n', [400]],
  ['a version that is none', raw('GET /live/summary HTTP/1.7', ['Host: localhost']), [400]],
  ['a tunnel', raw('CONNECT localhost:22 HTTP/1.1', ['Host: localhost:22']), [405]],
  [
    'an echo of the request',
    raw('TRACE /live/summary HTTP/1.1', ['Host: localhost', 'Cookie: a=secretvisitor']),
    [405],
  ],
  ['everything', raw('OPTIONS * HTTP/1.1', ['Host: localhost']), [404]],
  ['an expectation', at('/live/summary', 'Expect: 200-ok'), [417]],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', [400]],
]

const questions: readonly Attack[] = [
  ['nobody', at('/api/v2.0/TrackEvents'), [401]],
  ['an empty key', at('/api/v2.0/TrackEvents', 'Authorization: epi-single '), [401]],
  ['a key in the address', at('/api/v2.0/TrackEvents?key=x&Authorization=epi-single%20x'), [401]],
  ['a key of another scheme', at('/api/v2.0/TrackEvents', 'Authorization: Basic eDp4'), [401]],
  ['a listed origin that is not', at('/api/v2.0/TrackEvents', evil), [401]],
  ['a very long key', at('/api/v2.0/TrackEvents', `Authorization: epi-single ${'x'.repeat(60_000)}`), [401]],
  ['a filter that is SQL', at("/api/v2.0/TrackEvents?$filter=1%20eq%201';DROP%20TABLE%20events--"), [401]],
  ['an endless query', posted('/api/v2.0/TrackEvents/preview', '{"Query":"Events | join Events"}'), [401]],
  [
    'who wants to delete',
    raw('DELETE /api/v2.0/TrackEvents/default/event.1 HTTP/1.1', ['Host: localhost']),
    [401],
  ],
  [
    'who wants to delete by POST',
    posted('/api/v2.0/TrackEvents/default/event.1', '', 'X-HTTP-Method-Override: DELETE'),
    [404],
  ],
  [
    'a scope with a slash',
    raw('DELETE /api/v2.0/TrackEvents/%2e%2e%2fdefault/event.1 HTTP/1.1', ['Host: localhost']),
    [401],
  ],
  ['gaps of nobody', at('/live/gaps'), [400]],
  ['gaps in SQL', at("/live/gaps?sender='%20OR%201=1--"), [200]],
  ['gaps of a prototype', at('/live/gaps?sender=__proto__'), [200]],
  ['gaps of half a character', at('/live/gaps?sender=%ed%a0%bd'), [200]],
  ['a session that is all sessions', at('/live/playback?session=%25'), [200]],
  ['a session of fifty thousand characters', at(`/live/playback?session=${'x'.repeat(50_000)}`), [200]],
  ['health by POST', posted('/healthz', 'x'), [405]],
  ['readiness by DELETE', raw('DELETE /readyz HTTP/1.1', ['Host: localhost']), [405]],
  ['a range of the page', at('/live/page.css', 'Range: bytes=0-99999999999, 1-, -1'), [200]],
]

const attacks = [...names, ...paths, ...sites, ...proxies, ...messages, ...questions]

it(`tells nothing by ${attacks.length} hostile requests, answers each, and goes on`, async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { child, ended, url, port } = await listening(['--store', file, '--live'])
  expect((await get(url, 'd=1795000000&c=embed&a=view&u=secretvisitor&i=S')).status).toBe(200)
  for (const [what, bytes, statuses] of attacks) {
    const answers = await exchange(port, Buffer.from(bytes, 'latin1'))
    expect([what, answers.map(({ status }) => status)]).toEqual([what, statuses])
    for (const { status, headers, body } of answers) {
      expect([what, body.includes('secretvisitor')]).toEqual([what, false])
      if (status >= 400 && headers['content-type']?.startsWith('application/json'))
        expect([what, JSON.parse(body).error]).not.toEqual([what, undefined])
      expect([what, headers['set-cookie']]).toEqual([what, undefined])
      if (status === 421 || status === 403) expect(headers['access-control-allow-origin']).toBeUndefined()
    }
    expect([what, (await fetch(`${url}/healthz`)).status]).toEqual([what, 200])
  }
  const summary = await (await fetch(`${url}/live/summary`)).text()
  expect(summary).toContain('secretvisitor')
  expect((await get(url, 'd=1795000001&c=embed&a=view')).status).toBe(200)
  child.kill('SIGTERM')
  const { code, stdout, stderr } = await ended
  expect([code, stderr]).toEqual([0, ''])
  const logged = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(logged.filter(({ level }) => level > 30)).toEqual([])
  expect(rowsOf(file)).toHaveLength(2)
})
