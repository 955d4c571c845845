import type { FastifyInstance } from 'fastify'
import { sendEncoded } from '../../http/encoded.ts'
import type { RejectedEvents } from '../../http/rejected-events.ts'
import type { AddressLimits } from '../../limits/address-limits.ts'
import type { LiveAccess } from '../access/guard.ts'
import type { Session } from '../access/sessions.ts'
import type { Feed } from '../feed.ts'
import { createViewers } from '../viewers.ts'
import { liveHeaders as headers } from './headers.ts'
import { answerPage, encodedPageFile } from './pages.ts'

/** The page's files beside the page itself: where they are served, what they are called, what they are. */
const files = [
  ['/live/page.css', 'page.css', 'text/css; charset=utf-8'],
  ['/live/page.js', 'page.js', 'text/javascript; charset=utf-8'],
] as const

/** Milliseconds between signs of life, which keep proxies from closing a quiet stream. */
const heartbeat = 15_000

/** Milliseconds in which rejected events are gathered: each viewer then asks for them. */
const gather = 1_000

/** The live page, its first data and its stream of updates (server-sent events). */
export function liveRoutes(
  app: FastifyInstance,
  feed: Feed,
  rejected: Pick<RejectedEvents, 'subscribe'>,
  { wantsLogin, sessions, sessionOf }: Pick<LiveAccess, 'wantsLogin' | 'sessions' | 'sessionOf'>,
  { addressOf }: Pick<AddressLimits, 'addressOf'>,
): void {
  const viewers = createViewers<Session | string>()
  const mayWatch = (owner: Session | string) => typeof owner === 'string' || sessions.isOpen(owner)

  app.get('/live', { config: { live: 'login' } }, async (request, reply) => {
    if (!wantsLogin) return answerPage(reply, 'index.html')
    return sessionOf(request) === undefined
      ? reply.redirect('live/login', 303)
      : answerPage(reply, 'index.html', 'Log out')
  })

  for (const [path, name, type] of files) {
    // None holds an event. The login wants the style before anybody has logged in.
    app.get(path, { config: { live: 'public' } }, async (request, reply) => {
      // Kept, and asked for again each time: another version has the same name.
      reply.type(type).header('cache-control', 'no-cache')
      return sendEncoded(request, reply, await encodedPageFile(name))
    })
  }

  app.get('/live/summary', async (_request, reply) => reply.send(await feed.summary()))

  app.get('/live/events', { exposeHeadRoute: false }, (request, reply) => {
    reply.hijack()
    const viewer = reply.raw
    viewer.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' })
    viewer.write(': connected\n\n')
    viewer.once('close', feed.watch())
    viewers.add(sessionOf(request) ?? addressOf(request), viewer)
  })

  feed.subscribe((update) => {
    viewers.keep(mayWatch)
    viewers.write(
      update === undefined
        ? 'event: anew\ndata: null\n\n'
        : `event: events\ndata: ${JSON.stringify(update)}\n\n`,
    )
  })
  let isGathering = false
  rejected.subscribe(() => {
    if (isGathering) return
    isGathering = true
    setTimeout(() => {
      isGathering = false
      viewers.keep(mayWatch)
      viewers.write('event: rejected\ndata: null\n\n')
    }, gather).unref()
  })
  sessions.onClosed(() => viewers.keep(mayWatch))
  const beat = setInterval(() => {
    viewers.keep(mayWatch)
    viewers.write(': still here\n\n')
  }, heartbeat).unref()
  app.addHook('preClose', async () => {
    clearInterval(beat)
    // An update that is still to come must not be written to a stream that has ended.
    viewers.end()
  })
}
