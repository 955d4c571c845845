import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What an upstream does with a request, in place of what it is for. */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  /** Takes it, and cuts the connection in place of an answer. */
  | 'take and cut'
  | 'cut'
  | 'hang'
  /** Answers without an end. */
  | 'endless'

/** What came, as it was understood. */
export interface Received {
  /** What tells the event from all others. */
  readonly key: string
  /** Those of one sender come in order. */
  readonly sender: string
  readonly said: Readonly<Record<string, unknown>>
}

export interface Upstream {
  readonly url: string
  /** What it has taken, repeats included. */
  readonly received: Received[]
  readonly requests: { method: string; url: string; headers: IncomingMessage['headers'] }[]
  /** Decides what goes wrong with the next requests. */
  fail(fault: ((body: string, url: string) => Fault | undefined) | undefined): void
  close(): Promise<void>
}

interface Refusal {
  readonly status: number
  readonly error: string
}

type Take = (
  request: IncomingMessage,
  body: string,
) => { readonly events: readonly Received[]; readonly answer: string } | Refusal

/** A service that checks what comes, and takes all of a request or nothing. */
async function upstream(path: string, take: Take): Promise<Upstream> {
  const received: Received[] = []
  const requests: Upstream['requests'] = []
  let fault: ((body: string, url: string) => Fault | undefined) | undefined
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { method = '', url = '', headers } = request
    requests.push({ method, url, headers })
    const wrong = fault?.(body, url)
    if (wrong === 'hang') return
    if (wrong === 'cut') return void request.socket.destroy()
    if (wrong === 'endless') {
      response.writeHead(503)
      const more = setInterval(() => response.write('x'.repeat(10_000)), 1)
      response.on('close', () => clearInterval(more))
      return
    }
    if (typeof wrong === 'object') {
      response.writeHead(wrong.status, wrong.headers).end(wrong.body ?? '')
      return
    }
    const taken = take(request, body)
    if ('error' in taken) return void response.writeHead(taken.status).end(taken.error)
    received.push(...taken.events)
    if (wrong === 'take and cut') return void request.socket.destroy()
    response.end(taken.answer)
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(close)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${path}`,
    received,
    requests,
    fail: (next) => {
      fault = next
    },
    close,
  }
}

const queryOf = ({ url = '' }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(new URL(url, 'http://x').searchParams)

/** The fifteen parameters of Rivet's documentation. */
const ofRivet = 'd c a l1 v1 l2 v2 u i o r t x rr q'.split(' ')

/** Rivet's Tracking API as it is documented: one event an address. */
export const rivetService = (): Promise<Upstream> =>
  upstream('/track/activity', (request, body) => {
    const said = queryOf(request)
    const isWhole = ['d', 'o', 'r', 't'].every((name) => said[name] === undefined || /^\d+$/.test(said[name]))
    const hasPairs =
      (said.l1 === undefined || said.v1 !== undefined) &&
      (said.l2 === undefined || (said.l1 !== undefined && said.v2 !== undefined))
    if (!said.d || !said.c || !said.a || !isWhole || !hasPairs || body !== '')
      return { status: 400, error: 'Bad Request' }
    const unknown = Object.keys(said).find((name) => !ofRivet.includes(name))
    if (unknown !== undefined) return { status: 400, error: `unknown parameter ${unknown}` }
    return { events: [{ key: `${said.u}.${said.v1}`, sender: said.u ?? '', said }], answer: '' }
  })

/** Kaltura's trackEvent: persists without validation, and answers the time. */
export const kalturaService = (): Promise<Upstream> =>
  upstream('/api_v3/index.php?service=analytics&action=trackEvent', (request) => {
    const said = queryOf(request)
    if (request.method !== 'GET' || said.service !== 'analytics' || said.action !== 'trackEvent')
      return {
        status: 200,
        error: '<xml><result><error><objectType>KalturaAPIException</objectType></error></result></xml>',
      }
    const sender = said.sessionId ?? ''
    return { events: [{ key: `${sender}.${said.eventIndex}`, sender, said }], answer: '1459671407' }
  })

/** Profile Store's Tracking API: at most 100 events of 256 KB, what it requires, and a repeat is skipped. */
export async function profileStoreService(key: string): Promise<Upstream> {
  const known = new Set<string>()
  return upstream('/api/v1.0/TrackBulk', ({ headers, method }, body) => {
    if (headers.authorization !== `epi-single ${key}`) return { status: 401, error: 'Unauthorized' }
    if (method !== 'POST' || !/^application\/json/.test(headers['content-type'] ?? ''))
      return { status: 415, error: 'Unsupported Media Type' }
    const events = JSON.parse(body) as Record<string, string>[]
    const isTooLarge = events.some((event) => Buffer.byteLength(JSON.stringify(event)) > 256 * 1024)
    if (events.length > 100 || isTooLarge) return { status: 413, error: 'too large' }
    for (const { deviceId, eventType, value, trackId = '', scope = 'default' } of events) {
      if (!deviceId || !eventType || !value)
        return { status: 400, error: 'DeviceId, EventType and Value are required' }
      if (trackId.length > 64 || !/^[a-z\d][a-z\d_.]{0,63}$/.test(scope))
        return { status: 400, error: 'invalid' }
    }
    const added = events.filter(({ trackId, scope = 'default' }) => !known.has(`${scope} ${trackId}`))
    for (const { trackId, scope = 'default' } of added) known.add(`${scope} ${trackId}`)
    return {
      events: added.map((said) => ({
        key: said.trackId!,
        sender: said.trackId!.replace(/\.\d+$/, ''),
        said,
      })),
      answer: '',
    }
  })
}

/** Somebody's own function behind a webhook: checks the signature by the words of Standard Webhooks, and minds its ids. */
export async function webhook(secret: string): Promise<Upstream> {
  const known = new Set<string>()
  return upstream('/events?token=in-the-address-4711', ({ headers }, body) => {
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const expected = createHmac('sha256', secret).update(signed).digest('base64')
    if (headers['webhook-signature'] !== `v1,${expected}`) return { status: 401, error: 'signature' }
    const said = body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>)
    const added = said.filter(({ TrackId }) => !known.has(TrackId!))
    for (const { TrackId } of added) known.add(TrackId!)
    return {
      events: added.map((event) => ({
        key: event.TrackId!,
        sender: event.TrackId!.replace(/\.\d+$/, ''),
        said: event,
      })),
      answer: '',
    }
  })
}
