/** @import { AddressInfo, Socket } from 'node:net' */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/**
 * Does what it is given, in its order, each so many ms after it was given.
 *
 * @param {number} delay
 * @param {number} [notBefore] - counts as the time of whatever is given earlier
 */
const delayLine = (delay, notBefore = 0) => {
  /** @type {{ due: number, act: () => void }[]} */
  const waiting = []
  const wait = () => {
    const [first] = waiting
    if (first) setTimeout(go, first.due - performance.now())
  }
  const go = () => {
    const now = performance.now()
    for (let [first] = waiting; first && first.due <= now; [first] = waiting) {
      waiting.shift()
      first.act()
    }
    wait()
  }
  return (/** @type {() => void} */ act) => {
    waiting.push({ due: Math.max(performance.now(), notBefore) + delay, act })
    if (waiting.length === 1) wait()
  }
}

/** Hands on what one end says: its bytes, its end, and that it is gone, by a reset or in good order. */
const handOn = (
  /** @type {Socket} */ from,
  /** @type {Socket} */ to,
  /** @type {(act: () => void) => void} */ later,
) => {
  from.on('data', (chunk) => later(() => to.write(chunk)))
  from.on('end', () => later(() => to.end()))
  from.on('error', () => later(() => to.resetAndDestroy()))
  from.on('close', () => later(() => to.destroySoon()))
}

/**
 * A server as people reach it who are far away: each byte takes half a round trip, both ways, and a new connection
 * carries nothing for a whole one, as with TCP's handshake. Bandwidth has no limit, and nothing is lost. A port that
 * is closed is a connection that is reset. Without a round trip it is the server itself.
 *
 * @param {string} url - the server's origin
 * @param {number} roundTrip - in ms
 */
export const slowNetwork = async (url, roundTrip) => {
  if (!roundTrip) return { url, async close() {} }
  const { hostname, port } = new URL(url)
  /** @type {Set<Socket>} */
  const sockets = new Set()
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ host: '127.0.0.1', port: Number(port), allowHalfOpen: true, noDelay: true })
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    }
    handOn(near, far, delayLine(roundTrip / 2, performance.now() + roundTrip))
    handOn(far, near, delayLine(roundTrip / 2))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://${hostname}:${/** @type {AddressInfo} */ (server.address()).port}`,
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}
