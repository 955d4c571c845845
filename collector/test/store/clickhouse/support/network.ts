import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The way from one program to another. */
export interface Network {
  readonly port: number
  /** Nothing comes through any more, and nobody is told. */
  stall(): void
  /** What is open ends, and nothing is opened. */
  cut(): void
  heal(): void
  close(): void
}

/** @param port - of who is at its other end, on this machine */
export async function openNetwork(port: number): Promise<Network> {
  const sockets = new Set<Socket>()
  let state: 'whole' | 'stalled' | 'cut' = 'whole'
  const server = createServer((near) => {
    if (state === 'cut') {
      near.resetAndDestroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => {
        to.write(bytes)
      })
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      if (state === 'stalled') from.pause()
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    stall() {
      state = 'stalled'
      for (const socket of sockets) socket.pause()
    },
    cut() {
      state = 'cut'
      for (const socket of sockets) socket.resetAndDestroy()
    },
    heal() {
      state = 'whole'
      for (const socket of sockets) socket.resume()
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
