import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/**
 * Hands on what comes, in its order, each so many ms after it came.
 *
 * @param notBefore - when the first may come, at the earliest
 */
const delayLine = (delay, notBefore = 0) => {
  const waiting = []
  const next = () => {
    const now = performance.now()
    while (waiting.length && waiting[0].due <= now) waiting.shift().act()
    if (waiting.length) setTimeout(next, waiting[0].due - now)
  }
  return (act) => {
    waiting.push({ due: Math.max(performance.now(), notBefore) + delay, act })
    if (waiting.length === 1) setTimeout(next, waiting[0].due - performance.now())
  }
}

/** Hands on what one end says to the other: its bytes, its end, and that it is gone. */
const handOn = (from, to, later) => {
  from.on('data', (chunk) => later(() => to.write(chunk)))
  from.on('end', () => later(() => to.end()))
  from.on('error', () => later(() => to.resetAndDestroy()))
  from.on('close', () => later(() => to.destroySoon()))
}

/**
 * A server as people reach it who are far away: each byte takes half a round trip, both ways, and a new connection
 * takes one round trip before it carries anything, as TCP's handshake does. Bandwidth is not limited, and nothing is
 * lost. Without a round trip it is the server itself.
 *
 * @param url - the server's origin
 * @param roundTrip - in ms
 */
export const slowNetwork = async (url, roundTrip) => {
  if (!roundTrip) return { url, async close() {} }
  const { hostname, port } = new URL(url)
  const sockets = new Set()
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true })
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    }
    handOn(near, far, delayLine(roundTrip / 2, performance.now() + roundTrip))
    handOn(far, near, delayLine(roundTrip / 2))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://${hostname}:${server.address().port}`,
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}
