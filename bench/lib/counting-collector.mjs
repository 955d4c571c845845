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

/**
 * A collector that answers as one subject's own would, and remembers the numbers and ids of the events that arrive. It
 * can be killed and started again, like one that has a disk.
 */
export const countingCollector = async ({ path, answer, events }) => {
  const counts = { requests: 0, preflights: 0 }
  const arrived = []
  const errors = []
  const sockets = new Set()
  let running

  const handle = async (request, response) => {
    const headers = crossOrigin(request)
    if (request.method === 'OPTIONS') {
      counts.preflights++
      response.writeHead(204, headers).end()
      return
    }
    counts.requests++
    const { pathname } = new URL(request.url, 'http://collector')
    try {
      const body = text(await buffer(request))
      if (!path.test(pathname)) throw Error('no such path')
      arrived.push(...events(body))
      response.writeHead(answer.status, { ...headers, 'content-type': answer.type }).end(answer.body)
    } catch (error) {
      errors.push(`${request.method} ${pathname}: ${error.message}`)
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
