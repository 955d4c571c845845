import { type OutgoingHttpHeaders, request } from 'node:http'

export interface Sent {
  readonly method?: string
  readonly path?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Uint8Array
  /** The client's own address: all of 127.0.0.0/8 is this machine. */
  readonly from?: string
}

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever it is.
  readonly body: any
}

/** Sends a request from an address of its own. */
export const sendFrom = (
  port: number,
  { method = 'POST', path, headers, body, from }: Sent,
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const sending = request(
      {
        port,
        host: '127.0.0.1',
        method,
        path: path ?? '/track/activity',
        headers: { 'content-type': 'text/plain', ...headers },
        agent: false,
        ...(from !== undefined && { localAddress: from }),
      },
      async (response) => {
        const text = Buffer.concat(await response.toArray()).toString()
        const { statusCode: status = 0, headers: answered } = response
        resolve({ status, headers: answered, body: parsed(text) })
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
