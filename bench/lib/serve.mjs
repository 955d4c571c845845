import { once } from 'node:events'
import { createServer } from 'node:http'

/** An HTTP server on a free port of loopback. */
export const serve = async (handler) => {
  const server = createServer(handler).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    server,
    port: /** @type {import('node:net').AddressInfo} */ (server.address()).port,
    async close() {
      if (!server.listening) return
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
