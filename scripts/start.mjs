// The collector with its embedded store and live page, the demo shop and the player, on one address of this machine.
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import { createCollector } from 'rivulet-collector'

const folder = (path) => fileURLToPath(new URL(path, import.meta.url))
const port = Number(process.env.PORT ?? 4000)

const collector = await createCollector({
  store: process.env.RIVULET_STORE ?? 'rivulet.db',
  live: true,
  logLevel: 'warn',
})
await collector.register(fastifyStatic, { root: [folder('../examples/script-tag'), folder('../dist')] })
for (const [prefix, path] of Object.entries({
  '/player/': '../examples/player',
  '/npm/js-cookie/': '../node_modules/js-cookie',
  '/npm/nanoid/': '../node_modules/nanoid',
})) {
  await collector.register(fastifyStatic, { root: folder(path), prefix, decorateReply: false })
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => collector.close())

try {
  const address = await collector.listen({ host: '127.0.0.1', port })
  process.stdout.write(`
  Shop       ${address}/         click around …
  Player     ${address}/player/  a film, and what is recorded while it plays
  Live page  ${address}/live     … and watch the events arrive

  Stored in ${process.env.RIVULET_STORE ?? 'rivulet.db'}. Ctrl+C ends it.
`)
} catch (error) {
  await collector.close()
  process.stderr.write(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is taken: choose another with PORT=4001 npm start\n`
      : `${error.message}\n`,
  )
  process.exitCode = 1
}
