import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Feed } from '../live/feed.ts'
import { refusal } from '../refusal.ts'
import { liveHeaders as headers } from './live-headers.ts'

/** The page's files: where they are served, what they are called, what they are. */
const files = [
  ['/live', 'index.html', 'text/html; charset=utf-8'],
  ['/live/page.css', 'page.css', 'text/css; charset=utf-8'],
  ['/live/page.js', 'page.js', 'text/javascript; charset=utf-8'],
] as const

/** Viewers at once, and the bytes that may wait for one of them before it is dropped. */
const limits = { viewers: 100, waiting: 4 * 1024 * 1024 }

/** Milliseconds between signs of life, which keep proxies from closing a quiet stream. */
const heartbeat = 15_000

/** The live page, its first data and its stream of updates (server-sent events). */
export function liveRoutes(app: FastifyInstance, feed: Feed): void {
  const viewers = new Set<ServerResponse>()
  const write = (viewer: ServerResponse, text: string) => {
    if (viewer.writableLength > limits.waiting) viewer.destroy()
    else viewer.write(text)
  }

  for (const [path, name, type] of files) {
    const file = new URL(`../live/page/${name}`, import.meta.url)
    app.get(path, async (_request, reply) => {
      const content = await readFile(file).catch(() => {
        throw refusal(404, `the live page’s ${name} is missing; build it with npm run build`)
      })
      return reply.headers(headers).type(type).send(content)
    })
  }

  app.get('/live/summary', (_request, reply) => reply.headers(headers).send(feed.summary()))

  app.get('/live/events', { exposeHeadRoute: false }, (_request, reply) => {
    if (viewers.size >= limits.viewers) throw refusal(503, 'too many live pages are open', 10)
    reply.hijack()
    const viewer = reply.raw
    viewer.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' })
    viewer.write(': connected\n\n')
    viewers.add(viewer)
    viewer.on('close', () => viewers.delete(viewer))
  })

  feed.subscribe((update) => {
    const text =
      update === undefined
        ? 'event: anew\ndata: null\n\n'
        : `event: events\ndata: ${JSON.stringify(update)}\n\n`
    for (const viewer of viewers) write(viewer, text)
  })
  const beat = setInterval(() => {
    for (const viewer of viewers) write(viewer, ': still here\n\n')
  }, heartbeat).unref()
  app.addHook('preClose', async () => {
    clearInterval(beat)
    for (const viewer of viewers) viewer.end()
    // An update that is still to come must not be written to a stream that has ended.
    viewers.clear()
  })
}
