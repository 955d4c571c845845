/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { Fault, FaultProxy } from './types.ts' */
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { anyPort } from '../../scripts/free-port.mjs'

/** Milliseconds by which a late answer comes after its time. */
const lateness = 4_000

/** An overloaded collector says so, to pages of any origin, and for how long. */
const busy =
  (/** @type {number} */ status) =>
  (/** @type {IncomingMessage} */ asked, /** @type {ServerResponse} */ answer) => {
    answer.writeHead(status, {
      'access-control-allow-origin': asked.headers.origin ?? '*',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'Retry-After',
      'content-type': 'application/json',
      'retry-after': '1',
    })
    answer.end('{"error":"busy"}')
  }

/**
 * A proxy in front of a collector that does to requests what networks and servers do. Requests are read whole before
 * anything is done to them. An answer of its own can be read by every page, as the collector's can.
 *
 * @param {() => string} target - gives the collector's origin
 * @returns {Promise<FaultProxy>}
 */
export const faultProxy = async (target) => {
  /** @type {Fault} */
  let fault = 'pass'
  let met = 0
  let isFaultless = true
  /** @type {Buffer[]} */
  const bodies = []
  const counts = { pass: 0, unavailable: 0, 'too-many': 0, reset: 0, hang: 0, 'lose-answer': 0, late: 0 }

  /** The collector's answer, whole. A collector that is not there is a connection that ends. */
  const forward = (/** @type {IncomingMessage} */ asked, /** @type {Buffer} */ body) =>
    /** @type {Promise<{ from: IncomingMessage, content: Buffer }>} */ (
      new Promise((resolve, reject) => {
        const { method, url = '/', headers } = asked
        const onward = request(new URL(url, target()), { method, headers, agent: false }, async (from) => {
          try {
            resolve({ from, content: await whole(from) })
          } catch (error) {
            reject(error)
          }
        })
        onward.on('error', reject).end(body)
      })
    ).catch((error) => {
      isFaultless = false
      throw error
    })

  const passWithin =
    (/** @type {number} */ ms) =>
    async (
      /** @type {IncomingMessage} */ asked,
      /** @type {ServerResponse} */ answer,
      /** @type {Buffer} */ body,
    ) => {
      const { from, content } = await forward(asked, body)
      await pause(ms)
      answer.writeHead(from.statusCode ?? 502, from.headers).end(content)
    }

  /** @type {Record<Exclude<Fault, 'refuse'>, (asked: IncomingMessage, answer: ServerResponse, body: Buffer) => unknown>} */
  const faults = {
    pass: passWithin(0),
    unavailable: busy(503),
    'too-many': busy(429),
    reset: ({ socket }) => socket.resetAndDestroy(),
    hang() {},
    async 'lose-answer'(asked, _answer, body) {
      await forward(asked, body)
      asked.socket.resetAndDestroy()
    },
    late: passWithin(lateness),
  }

  const server = createServer(async (asked, answer) => {
    try {
      const body = await whole(asked)
      const isPreflight = asked.method === 'OPTIONS'
      // What is busy or loses answers still answers preflights: they cost it nothing.
      const now = fault === 'refuse' || (isPreflight && !['reset', 'hang'].includes(fault)) ? 'pass' : fault
      if (!isPreflight) {
        counts[now]++
        bodies.push(body)
        met++
      }
      await faults[now](asked, answer, body)
    } catch {
      asked.socket.destroy()
    }
  })
  // A connection that is kept open would be one that a closed port cannot refuse.
  server.keepAliveTimeout = 1_000

  const listen = async (/** @type {number} */ given = 0) => {
    for (let tries = 1; ; tries++) {
      try {
        await once(server.listen(given || anyPort(), '127.0.0.1'), 'listening')
        return
      } catch (error) {
        if (tries === 50) throw error
        await pause(100)
      }
    }
  }
  const shut = async () => {
    if (!server.listening) return
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }

  await listen()
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())

  return {
    url: `http://127.0.0.1:${port}`,
    counts,
    bodies,
    get isFaultless() {
      return isFaultless
    },
    async behave(next) {
      fault = next
      if (next !== 'pass' && next !== 'late') isFaultless = false
      met = 0
      if (next === 'refuse') await shut()
      else if (!server.listening) await listen(port)
    },
    async met(requests, within) {
      const deadline = Date.now() + within
      while (met < requests && Date.now() < deadline) await pause(20)
    },
    close: shut,
  }
}

const whole = async (/** @type {IncomingMessage} */ message) => Buffer.concat(await message.toArray())
