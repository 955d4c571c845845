import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { answerLast } from './client-errors.ts'
import { httpError } from './http-error.ts'

/** What Node itself would answer without a word, or not at all, is answered as everything else is. */
export function strictHttp(app: FastifyInstance): void {
  // Node refuses a missing Host with an empty body, and of two it takes the first (RFC 9112, 3.2: both are 400).
  app.addHook('onRequest', (request, _reply, done) => {
    const { httpVersionMinor, rawHeaders } = request.raw
    const hosts = countOf(rawHeaders, 'host')
    const isMissing = hosts === 0 && httpVersionMinor > 0
    done(isMissing || hosts > 1 ? httpError(400, 'Host must be there, and once') : undefined)
  })
  app.server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    app.refusals.request(417, 'no request')
    const body = JSON.stringify({ error: 'Expect can be 100-continue alone' })
    response.writeHead(417, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    })
    response.end(body)
  })
  app.server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    app.refusals.request(405, 'no request')
    answerLast(socket, '405 Method Not Allowed', 'CONNECT is for proxies, and this is none')
  })
  // A client that has sent its request may end its side, and still waits for the answer. Node's own switch for that
  // has no place in its types or its documentation: https://github.com/nodejs/node/blob/v20.x/lib/_http_server.js
  Object.assign(app.server, { httpAllowHalfOpen: true })
}

/** How often a header is there: names and values take turns. */
function countOf(rawHeaders: readonly string[], name: string): number {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const each = rawHeaders[at]!
    if (each.length === name.length && each.toLowerCase() === name) count += 1
  }
  return count
}
