import { once } from 'node:events'
import { connect } from 'node:net'

/** One answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Writes the bytes, and reads until the collector closes the connection.
 *
 * @param isEnded - whether the sender says at once that no more will come
 */
export async function exchange(
  port: number,
  bytes: string | Uint8Array,
  isEnded = false,
): Promise<RawAnswer[]> {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => {})
  if (isEnded) socket.end(bytes)
  else socket.write(bytes)
  await once(socket, 'close')
  return answersIn(Buffer.concat(chunks))
}

/** A request for which the connection is closed. @param lines - of its head, below the request line */
export const head = (request: string, ...lines: string[]): string =>
  [`${request} HTTP/1.1`, ...lines, 'Connection: close', '', ''].join('\r\n')

/** Reads answers one after the other, by their Content-Length. */
export function answersIn(bytes: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = []
  let rest = bytes
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) throw new Error(`an answer without an end: ${rest}`)
    const [first = '', ...lines] = rest.subarray(0, end).toString().split('\r\n')
    const headers = Object.fromEntries(
      lines.map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 2),
      ]),
    )
    const from = end + 4
    const to = from + Number(headers['content-length'] ?? (/ 1\d\d /.test(first) ? 0 : rest.length))
    answers.push({ status: Number(first.split(' ')[1]), headers, body: rest.subarray(from, to).toString() })
    rest = rest.subarray(to)
  }
  return answers
}
