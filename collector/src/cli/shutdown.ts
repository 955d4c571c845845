import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Milliseconds that requests in flight have to come to their end, and between looks at which have. */
const timeoutMs = 5_000
const interval = 50

/**
 * Lets the server close as soon as the requests in flight are answered. Node would wait for every connection: those
 * kept for a next request, those that browsers open ahead and have not used, and clients that never finish.
 */
export function closePromptly(app: FastifyInstance): void {
  const sockets = new Set<Socket>()
  app.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const sweep = () => {
    app.server.closeIdleConnections()
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }
  let sweeping: NodeJS.Timeout
  let ending: NodeJS.Timeout
  app.addHook('preClose', async () => {
    sweeping = setInterval(sweep, interval)
    ending = setTimeout(() => app.server.closeAllConnections(), timeoutMs)
  })
  app.addHook('onClose', async () => {
    clearInterval(sweeping)
    clearTimeout(ending)
  })
}
