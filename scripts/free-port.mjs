import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port below those that Linux gives to connections (from 32768): nobody's connection takes it while it is closed. */
export const anyPort = () => 10_000 + Math.floor(Math.random() * 22_000)

/** A port that was free a moment ago, for programs that do not tell which one they were given. */
export const freePort = async () => {
  for (let tries = 1; ; tries++) {
    const server = createServer()
    const port = anyPort()
    try {
      await once(server.listen(port, '127.0.0.1'), 'listening')
    } catch (error) {
      if (tries === 50) throw error
      continue
    }
    server.close()
    await once(server, 'close')
    return port
  }
}
