import { once } from 'node:events'
import { request as open } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { serve } from './serve.mjs'

const text = (body) => (body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body).toString()

/** What every answer says, so that no SDK's request fails for the sake of CORS or of the page's isolation. */
const crossOrigin = ({ headers }) => ({
  'access-control-allow-origin': headers.origin ?? '*',
  'access-control-allow-credentials': 'true',
  'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
  'access-control-max-age': '600',
  'cross-origin-resource-policy': 'cross-origin',
})

/** Asks another server the same, and gives its answer. */
const ask = async (origin, { method, url, headers }, body) => {
  const [answer] = await once(
    open(new URL(url, origin), { method, headers, agent: false }).end(body),
    'response',
  )
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) }
}

/**
 * A collector that answers as one subject's own would, and remembers the numbers and ids of the events that arrive. It
 * can be killed and started again, like one that has a disk.
 *
 * @param behind - the origin of a collector that is given all requests and whose answers are handed back; without it,
 *   each answer is the subject's usual one
 */
export const countingCollector = async ({ path, answer, events }, behind) => {
  const counts = { requests: 0, preflights: 0 }
  const arrived = []
  const errors = []
  const sockets = new Set()
  let running

  const usual = (request) =>
    request.method === 'OPTIONS'
      ? { status: 204, headers: crossOrigin(request) }
      : {
          status: answer.status,
          headers: { ...crossOrigin(request), 'content-type': answer.type },
          body: answer.body,
        }
  const handle = async (request, response) => {
    const headers = crossOrigin(request)
    const { pathname } = new URL(request.url, 'http://collector')
    try {
      const body = await buffer(request)
      if (request.method === 'OPTIONS') counts.preflights++
      else {
        counts.requests++
        if (!path.test(pathname)) throw Error('no such path')
        arrived.push(...events(text(body)))
      }
      const given = behind ? await ask(behind, request, body) : usual(request)
      response.writeHead(given.status, given.headers).end(given.body)
    } catch (error) {
      errors.push(`${request.method} ${pathname}: ${error}`)
      response.writeHead(400, headers).end()
    }
  }
  const start = async () => {
    running = await serve(handle)
    running.server.on('connection', (socket) => sockets.add(socket))
  }
  await start()

  return {
    get url() {
      return `http://127.0.0.1:${running.port}`
    },
    start,
    kill: () => running.close(),
    close: () => running.close(),
    numbers: () => arrived.map(({ number }) => number),
    /** How many of the copies have the id of another: a server that remembers ids can tell them apart. */
    sameIds() {
      const ids = arrived.flatMap(({ id }) => id ?? [])
      return ids.length - new Set(ids).size
    },
    /** Fails when there was a request that the subject's own collector would not know. */
    check() {
      if (errors.length)
        throw Error(`its collector did not understand ${errors.length} requests, first ${errors[0]}`)
    },
    /** What arrived until now: events are those that differ, bytes are all that its sockets read. */
    seen: () => ({
      ...counts,
      events: new Set(arrived.map(({ number }) => number)).size,
      bytes: [...sockets].reduce((sum, { bytesRead }) => sum + bytesRead, 0),
    }),
  }
}
