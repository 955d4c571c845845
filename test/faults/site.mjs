import { once } from 'node:events'
import { createServer } from 'node:http'

/**
 * A customer's site on an origin of its own. Its host is `localhost`, where browsers allow what they allow on https.
 * What is not among its pages is an empty page.
 *
 * @param {Readonly<Record<string, string>>} pages - content by path: scripts where the path says so, else HTML
 */
export const serveSite = async (pages) => {
  /** @type {string[]} */
  const asked = []
  const server = createServer(({ url = '/' }, answer) => {
    asked.push(url)
    const { pathname } = new URL(url, 'http://localhost')
    answer.setHeader(
      'content-type',
      pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8',
    )
    answer.end(pages[pathname] ?? '<!doctype html><title>Empty</title>')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    /** What was asked for, in the order it was. */
    asked,
    at: (path = '/') => `http://localhost:${port}${path}`,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
