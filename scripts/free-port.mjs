import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port that was free a moment ago, for programs that do not tell which one they were given. */
export const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  server.close()
  await once(server, 'close')
  return port
}
