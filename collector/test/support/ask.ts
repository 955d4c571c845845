import { request } from 'node:http'

export interface Asked {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export interface Asking {
  readonly method?: string
  /** Any at all, `host` too, which `fetch` keeps to itself. */
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body?: string
  /** Default: loopback. */
  readonly host?: string
}

/** Asks in exactly these words, and as a browser does for one more answer on the same connection; of a stream that does not end it hears the head. */
export const ask = (
  port: number,
  path: string,
  { method = 'GET', headers = {}, body, host = '127.0.0.1' }: Asking = {},
) =>
  new Promise<Asked>((resolve, reject) => {
    const asked = request(
      { host, port, path, method, agent: false, headers: { connection: 'keep-alive', ...headers } },
      (response) => {
        const head = { status: response.statusCode!, headers: response.headers }
        if (response.headers['content-type']?.startsWith('text/event-stream')) {
          resolve({ ...head, body: '' })
          response.destroy()
          return
        }
        response
          .toArray()
          .then((chunks) => resolve({ ...head, body: Buffer.concat(chunks).toString() }), reject)
          .finally(() => asked.destroy())
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
