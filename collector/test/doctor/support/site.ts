import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** What a site answers, by path. */
export interface Site {
  readonly [path: string]: Handler
}

export const answering =
  (status: number, headers: Record<string, string | readonly string[]>, body = ''): Handler =>
  (incoming, response) => {
    incoming.resume()
    response.writeHead(status, headers as Record<string, string>).end(body)
  }

export const html = (body: string, headers: Record<string, string | readonly string[]> = {}): Handler =>
  answering(200, { 'content-type': 'text/html; charset=utf-8', ...headers }, body)

/** Passes requests on, as a web server's simplest rule does. */
export const passing =
  (port: number, path: string): Handler =>
  (incoming, response) => {
    const { method, headers } = incoming
    const onward = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.writeHead(502).end())
    incoming.pipe(onward)
  }

/** A web server on loopback, until the test is over. @returns its origin */
export async function serveSite(site: Site): Promise<string> {
  const server = createServer((incoming, response) => {
    const path = incoming.url!.split('?', 1)[0]!
    const handler = site[path] ?? answering(404, { 'content-type': 'text/html' }, '<h1>Not found</h1>')
    handler(incoming, response)
  })
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
