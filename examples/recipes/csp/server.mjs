// A page with a strict policy: COLLECTOR=http://127.0.0.1:4000 node server.mjs
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'

const { COLLECTOR = 'http://127.0.0.1:4000', PORT = '8000' } = process.env
const page = readFileSync(new URL('page.html', import.meta.url), 'utf8')
const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`)

const policyOf = (/** @type {string} */ nonce) =>
  [
    "default-src 'none'",
    // What a script with the nonce loads is allowed too: the files that Rivulet's script loads.
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    // Where the browser says what it has blocked. What is only tried has the name Content-Security-Policy-Report-Only.
    'report-uri /reports',
  ].join('; ')

const server = createServer(async (request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const body = await buffer(request)
  if (path === '/') {
    const nonce = randomBytes(16).toString('base64')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('content-security-policy', policyOf(nonce))
    response.end(page.replaceAll('NONCE', nonce))
  } else if (path === '/reports') {
    say(`report ${body}`)
    response.writeHead(204).end()
  } else if (/^\/rivulet\.[\w.]+\.js$/.test(path)) {
    response.setHeader('content-type', 'text/javascript')
    response.end(readFileSync(new URL(`../../../dist${path}`, import.meta.url)))
  } else if (path.startsWith('/track/')) {
    const headers = { 'content-type': request.headers['content-type'] ?? 'text/plain' }
    const answer = await fetch(COLLECTOR + path, { method: 'POST', headers, body })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  } else response.writeHead(404).end()
})
server.listen(Number(PORT), '127.0.0.1', () => {
  const address = server.address()
  say(`http://127.0.0.1:${typeof address === 'object' && address?.port}`)
})
