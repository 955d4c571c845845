import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

const answers: Readonly<Record<string, readonly [status: string, error: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'the request did not arrive in time'],
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'the address and headers are longer than 64 KB; send events in a body, and ask long questions in KQL',
  ],
  HPE_INVALID_EOF_STATE: ['400 Bad Request', 'the request is not whole'],
}

/** Milliseconds that a client has to read the last answer and to end its side, before the connection is cut. */
const lingering = 1_000

/** Answers a connection on which no request can follow any more, and ends it. */
export function answerLast(socket: Socket, status: string, message: string): void {
  const body = JSON.stringify({ error: message })
  socket.end(
    [
      `HTTP/1.1 ${status}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
  // Cut at once, what the client still sends would have the kernel throw the answer away (RFC 9112, 9.6).
  setTimeout(() => socket.destroy(), lingering).unref()
}

/** On a connection: the responses that may not be sent yet, in the order of what was asked. */
const unanswered = Symbol('unanswered')

type Connection = Socket & { [unanswered]?: ServerResponse[] }

/** Whether its answer is not yet all sent, and can be. */
const isOpen = ({ writableFinished, destroyed }: ServerResponse): boolean => !writableFinished && !destroyed

export interface ClientErrors {
  /** Answers what never became a request: bytes that are not HTTP, headers without end, silence. */
  answer(error: NodeJS.ErrnoException, socket: Socket): void
  /** Has to know the requests before: on a connection, answers come in the order of what was asked. */
  follow(server: Server): void
}

/** @param refused - hears of each that is answered, by its status */
export function createClientErrors(refused: (status: number) => void): ClientErrors {
  const failed = new WeakSet<Socket>()

  return {
    async answer(error, socket: Connection) {
      // Each further packet is another error of the same parser.
      if (failed.has(socket)) return
      failed.add(socket)
      const responses = (socket[unanswered] ?? []).filter(isOpen)
      const whole = responses.filter(({ req }) => req.complete)
      await Promise.all(whole.map((response) => new Promise((resolve) => response.once('close', resolve))))
      // Where the error is in a body, its request may have been refused before the body came.
      const isAnswered = responses.some(({ req, headersSent }) => !req.complete && headersSent)
      if (!socket.writable || error.code === 'ECONNRESET' || isAnswered) socket.destroy()
      else {
        const [status, message] = answers[error.code ?? ''] ?? ['400 Bad Request', 'this is not HTTP']
        refused(Number.parseInt(status, 10))
        answerLast(socket, status, message)
      }
    },
    follow(server) {
      // Before anybody can have answered.
      server.prependListener('request', ({ socket }: { socket: Connection }, response: ServerResponse) => {
        const last = socket[unanswered]?.at(-1)
        // Mostly the last is answered, and so are all before.
        if (last === undefined || !isOpen(last)) socket[unanswered] = [response]
        else socket[unanswered]!.push(response)
      })
    },
  }
}
