import type { FastifyReply, FastifyRequest } from 'fastify'

/** Milliseconds between two looks whether a client that has ended its side is still there. */
const interval = 500

/**
 * Aborts when nobody waits for the answer any more. A client that goes away and one that has merely ended its side look
 * alike, until something is written to them: the first cannot be reached, the second passes over a 102 (RFC 2518, 10.1).
 */
export function clientGone({ raw }: FastifyRequest, { raw: response }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  const { socket } = raw
  let looking: NodeJS.Timeout | undefined
  const look = () => {
    if (!response.headersSent) response.writeProcessing()
  }
  const ended = () => {
    // HTTP/1.0 knows no such answers.
    if (raw.httpVersionMinor === 0) gone.abort()
    else looking = setInterval(look, interval).unref()
  }
  if (socket.readableEnded) ended()
  else socket.once('end', ended)
  response.once('close', () => {
    clearInterval(looking)
    socket.off('end', ended)
    gone.abort()
  })
  return gone.signal
}
