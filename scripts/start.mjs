// The collector with its embedded store and live page, and the examples, on one address of this machine.
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import { createCollector } from 'rivulet-collector'
import { freePort } from './free-port.mjs'

const folder = (path) => fileURLToPath(new URL(path, import.meta.url))

// The collector has to know its own origin before it listens.
const port = Number(process.env.PORT ?? 4000) || (await freePort())
const store = process.env.RIVULET_STORE ?? 'rivulet.db'
const key = process.env.RIVULET_KEY || randomBytes(18).toString('base64url')

const collector = await createCollector({
  store,
  live: true,
  logLevel: 'warn',
  // The examples' pages write track events without a key, as pages must; whoever reads them needs one.
  origins: [`http://127.0.0.1:${port}`, `http://localhost:${port}`],
  keys: [{ key }],
})
await collector.register(fastifyStatic, { root: [folder('../examples/script-tag'), folder('../dist')] })
const folders = {
  '/player/': '../examples/player',
  '/profile-store/': '../examples/profile-store',
  '/widget/': '../examples/widget',
  '/docs/': '../docs/site/dist',
  '/npm/js-cookie/': '../node_modules/js-cookie',
  '/npm/nanoid/': '../node_modules/nanoid',
}
for (const [prefix, path] of Object.entries(folders)) {
  await collector.register(fastifyStatic, { root: folder(path), prefix, decorateReply: false })
}

// Addresses within the application are its own: whatever is no file is its page.
await collector.register(
  async (spa) => {
    const root = folder('../examples/spa/dist')
    await spa.register(fastifyStatic, { root, decorateReply: false })
    spa.setNotFoundHandler((_, reply) => reply.sendFile('index.html', root))
  },
  { prefix: '/spa' },
)

// Whoever types an address gets a page; programs get the collector's own answer.
collector.addHook('preHandler', async (request, reply) => {
  if (!request.is404 || request.method !== 'GET' || !/\btext\/html\b/.test(request.headers.accept ?? ''))
    return
  const path = `${request.url.split('?', 1)[0]}/`
  if (path === '/spa/' || Object.hasOwn(folders, path)) return reply.redirect(path)
  if (path.startsWith('/spa/')) return
  return reply
    .code(404)
    .type('text/html; charset=utf-8')
    .send(
      '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Not found</title><h1>Nothing is at this address</h1><p>There are <a href="/docs/">the documents</a>, with a search, <a href="/live">the live page</a>, and <a href="/">the shop</a>.',
    )
})

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => collector.close())

try {
  const address = await collector.listen({ host: '127.0.0.1', port })
  process.stdout.write(`
  Ready. Open one of these in a browser on this machine:

  Shop       ${address}/                click around …
  Player     ${address}/player/         a film, and what is recorded while it plays
  Magazine   ${address}/profile-store/  read, search, sign in
  Seeds      ${address}/spa/            a library of seeds, in React
  Letter     ${address}/widget/         displays in a page, and one in a frame of another site
  Live page  ${address}/live            … and watch the events arrive, or ask for them
  Documents  ${address}/docs/           all of them, with a search

  Query key  ${key}
             paste it into the live page’s query box, under “Ask”

  Stored in  ${/^(:memory:$|clickhouse:)/.test(store) ? store : resolve(store)}

  Ctrl+C stops it.
`)
} catch (thrown) {
  const error = /** @type {NodeJS.ErrnoException} */ (thrown)
  await collector.close()
  process.stderr.write(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is taken: choose another with PORT=4001 npm start\n`
      : `${error.message}\n`,
  )
  process.exitCode = 1
}
