import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:http2'
import { connect as connectTcp } from 'node:net'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { expect, it, onTestFinished } from 'vitest'
import { listening } from '../../collector/test/support/command.ts'
import { caddyWith, hasCaddy, hasNginx, nginxWith } from '../../collector/test/support/proxy.ts'
import { rowsOf } from '../../collector/test/support/running.ts'
import { temporaryFolder } from '../../collector/test/support/temporary-folder.ts'
import { freePort } from '../../scripts/free-port.mjs'
import { useChromium } from './support/chromium.ts'

const context = useChromium()
const root = new URL('../..', import.meta.url).pathname
const liveKey = 'live-key-of-16-characters'

/** The example with what is this test's own in the place of names: each has to be there. */
const example = (name: string, own: readonly (readonly [theirs: string | RegExp, own: string])[]): string =>
  own.reduce(
    (text, [theirs, mine]) => {
      expect(text.search(theirs), `${theirs} in ${name}`).toBeGreaterThan(-1)
      return text.replaceAll(theirs, mine)
    },
    readFileSync(join(root, 'collector/deploy', name), 'utf8'),
  )

/** A certificate of one's own making, and the site's folder. */
const site = () => {
  const folder = temporaryFolder()
  execFileSync(
    'openssl',
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=shop.example -addext subjectAltName=DNS:shop.example,DNS:events.shop.example -keyout key.pem -out cert.pem'.split(
      ' ',
    ),
    { cwd: folder, stdio: 'ignore' },
  )
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>Shop</title><link rel="icon" href="data:,"><script defer src="/rivulet.min.js" data-collector="/track/activity" data-renew-ids></script>',
  )
  return { folder, cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
}

const proxies = {
  nginx: async (collector: number, port: number, plain: number) => {
    const { folder, cert, key } = site()
    const log = join(folder, 'access.log')
    const http = example('nginx.conf', [
      ['127.0.0.1:4000', `127.0.0.1:${collector}`],
      ['listen 443', `listen ${port}`],
      [/listen \[::\]:443/g, `listen [::1]:${port}`],
      ['listen 80', `listen ${plain}`],
      [/listen \[::\]:80/g, `listen [::1]:${plain}`],
      [/\/etc\/letsencrypt\S+fullchain.pem/g, cert],
      [/\/etc\/letsencrypt\S+privkey.pem/g, key],
      ['/var/www/shop.example', `${folder}; access_log ${log}`],
      ['/opt/rivulet/dist', join(root, 'dist')],
      // Of 443 nobody speaks.
      [/Host \$host;/g, `Host $host:${port};`],
    ])
    await nginxWith(`types { text/html html; text/javascript js; } ${http}`, port)
    return log
  },
  caddy: async (collector: number, port: number) => {
    const { folder, cert, key } = site()
    const sites = example('Caddyfile', [
      ['127.0.0.1:4000', `127.0.0.1:${collector}`],
      ['/var/www/shop.example', folder],
      ['/opt/rivulet/dist', join(root, 'dist')],
      [/^((?:events\.)?shop\.example) \{/gm, `https://$1:${port} {\n\ttls ${cert} ${key}`],
    ])
    await caddyWith(`{\n admin off\n auto_https off\n}\n${sites}`, port)
    return undefined
  },
}

/** Posts an event by HTTP/2 from an address of its own, of which 127.0.0.0/8 has many. @returns the status */
const postFrom = (port: number, address: string, claims: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const session = connect('https://shop.example', {
      createConnection: () =>
        connectTls({
          socket: connectTcp({ host: '127.0.0.1', port, localAddress: address }),
          servername: 'shop.example',
          ALPNProtocols: ['h2'],
          rejectUnauthorized: false,
        }),
    })
    session.on('error', reject)
    const sending = session.request({
      ':method': 'POST',
      ':path': '/track/activity',
      'content-type': 'text/plain',
      'x-forwarded-for': claims,
    })
    sending.on('response', ({ ':status': status }) => resolve(Number(status)))
    sending.on('error', reject)
    sending.on('close', () => session.close())
    sending.end('d=1795000000&c=a&a=b')
    sending.resume()
  })

it.each([
  ['nginx', hasNginx],
  ['caddy', hasCaddy],
] as const)(
  'the example for %s carries beacons and batches by HTTP/2, and visitors have limits of their own',
  async (name, isThere) => {
    if (!isThere) throw new Error(`${name} is missing: npm run tools installs it, or says what to do`)
    const [port, plain] = [await freePort(), await freePort()]
    const at = (host: string, path = '/') => `https://${host}:${port}${path}`
    const file = join(temporaryFolder(), 'events.db')
    const collectorPort = await freePort()
    const started = () =>
      listening(
        [
          ...['--port', `${collectorPort}`, '--store', file, '--trust-proxy', '127.0.0.1', '--renew-ids'],
          ...['--live', '--public-url', at('events.shop.example').slice(0, -1), '--rate', '20'],
        ],
        [],
        { RIVULET_LIVE_KEY: liveKey },
      )
    const log = await proxies[name](collectorPort, port, plain)

    const browser = (await context()).browser()!
    const profile = await browser.newContext({ ignoreHTTPSErrors: true })
    onTestFinished(() => profile.close())
    const page = await profile.newPage()
    // The collector is down: the script is there, and what it records waits.
    const refused = page.waitForResponse((answer) => answer.url().endsWith('/track/activity'))
    await page.goto(at('shop.example'))
    expect((await refused).status()).toBe(502)
    expect(existsSync(file)).toBe(false)

    await started()
    const types = () => rowsOf(file).map(({ type }) => type)
    await page.evaluate('rivulet.tracker.flush()')
    await expect.poll(types, { timeout: 30_000 }).toEqual(['page/view'])
    await page.evaluate(
      `for (const action of ['open', 'buy']) rivulet.tracker.track({ category: 'shop', action })`,
    )
    // Not closed: a page that takes half a second over its end Chromium ends itself then (kUnloadTimeout).
    await page.goto('about:blank')
    await expect.poll(types).toEqual(['page/view', 'shop/open', 'shop/buy'])

    const again = await profile.newPage()
    await again.goto(at('shop.example'))
    await again.waitForFunction(
      `performance.getEntriesByName(new URL('/track/activity', location)).length > 0`,
    )
    const protocols = `performance.getEntriesByType('resource').map(({ name, nextHopProtocol: by }) => [new URL(name).pathname, by])`
    expect(await again.evaluate(protocols)).toEqual(
      expect.arrayContaining([
        ['/rivulet.min.js', 'h2'],
        ['/track/activity', 'h2'],
      ]),
    )
    // By HTTPS the renewed cookie is for HTTPS alone.
    const id = (await profile.cookies()).find((cookie) => cookie.name === '_tog.rv-userID')
    expect(id).toMatchObject({ domain: '.shop.example', secure: true, sameSite: 'Lax', httpOnly: false })
    const renewed = `localStorage['_tog.rv-renewed'] === localStorage['_tog.rv-sessionID']`
    await expect.poll(() => again.evaluate(renewed)).toBe(true)

    // Nothing else is published, and the live page at a name of its own to those who log in.
    const statusOf = (path: string) => again.evaluate(`fetch('${path}').then(({ status }) => status)`)
    for (const path of ['/live', '/healthz', '/metrics', '/api/v2.0/TrackEvents'])
      expect([path, await statusOf(path)]).toEqual([path, 404])
    await again.goto(at('events.shop.example', '/live'))
    await again.getByLabel('Key').fill(liveKey)
    await again.getByRole('button', { name: 'Log in' }).click()
    await again.locator('.connection[data-state=live]').waitFor()

    // Whatever a visitor claims to be: counted is who is there.
    const statuses: number[] = []
    for (let sent = 0; sent < 21; sent += 1)
      statuses.push(await postFrom(port, '127.0.0.2', `203.0.113.${sent}`))
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429])
    expect(await postFrom(port, '127.0.0.3', '127.0.0.2')).toBe(200)
    if (log === undefined) return
    // The web server's log has pages, and no event: it would keep its visitor's address.
    const requests = readFileSync(log, 'utf8')
    expect(requests).toContain('"GET /rivulet.min.js')
    expect(requests).not.toContain('/track/')
  },
)
