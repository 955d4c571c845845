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

/** A collector that answers as one subject's own would, stores nothing, and counts what arrives. */
export const countingCollector = async ({ path, answer, count }) => {
  const seen = { requests: 0, preflights: 0, events: 0, errors: [] }
  const sockets = new Set()

  const { server, port, close } = await serve(async (request, response) => {
    const headers = crossOrigin(request)
    if (request.method === 'OPTIONS') {
      seen.preflights++
      response.writeHead(204, headers).end()
      return
    }
    seen.requests++
    const { pathname } = new URL(request.url, 'http://collector')
    try {
      const body = text(await buffer(request))
      if (!path.test(pathname)) throw Error('no such path')
      seen.events += count(body)
      response.writeHead(answer.status, { ...headers, 'content-type': answer.type }).end(answer.body)
    } catch (error) {
      seen.errors.push(`${request.method} ${pathname}: ${error.message}`)
      response.writeHead(400, headers).end()
    }
  })
  server.on('connection', (socket) => sockets.add(socket))

  return {
    url: `http://127.0.0.1:${port}`,
    close,
    /** What arrived until now: bytes are all that its sockets read. */
    seen: () => ({ ...seen, bytes: [...sockets].reduce((sum, { bytesRead }) => sum + bytesRead, 0) }),
  }
}
