import { broken, type Check, kept, shown, skipped } from './check.ts'

const isTaken = (status: number) => status >= 200 && status < 300

/** Another tool's header, for which a browser asks first. */
const added = 'baggage'

/** What a page may read, and what one event an address is answered. */
export const addressChecks: readonly Check[] = [
  {
    name: 'takes one event in an address, by GET',
    need: 'addressed',
    async run({ wire, ask, sender }) {
      if (wire.address === undefined) return skipped('this wire has no events in addresses')
      const answer = await ask.send('GET', wire.address(sender(), 1))
      return isTaken(answer.status) ? kept() : broken(shown(answer))
    },
  },
  {
    name: 'takes one event in an address, by a POST without a body, as a page sends it that is left',
    need: 'addressed',
    async run({ wire, ask, sender }) {
      if (wire.address === undefined) return skipped('this wire has no events in addresses')
      const answer = await ask.send('POST', wire.address(sender(), 1))
      return isTaken(answer.status) ? kept() : broken(shown(answer))
    },
  },
  {
    name: 'answers it with its clock, which a page may read',
    need: 'addressed',
    async run({ wire, ask, sender }) {
      if (wire.address === undefined) return skipped('this wire has no events in addresses')
      const answer = await ask.send('GET', wire.address(sender(), 2))
      if (!isReadable(answer.headers, ask.origin)) return broken(notReadable(answer.headers, ask.origin))
      const time = timeIn(answer.text)
      return Math.abs(time - Date.now() / 1000) <= 60
        ? kept()
        : broken(`no Unix time in seconds: ${shown(answer)}`)
    },
  },
  {
    name: 'lets a page read its answer',
    need: 'acknowledged',
    async run({ wire, ask, sender }) {
      const { headers } = await ask.post(wire.pack([wire.line(sender(), 1)]))
      return isReadable(headers, ask.origin) ? kept() : broken(notReadable(headers, ask.origin))
    },
  },
  {
    name: 'lets a page read how long to wait (Access-Control-Expose-Headers: Retry-After)',
    need: 'acknowledged',
    async run({ wire, ask, sender }) {
      const { headers } = await ask.post(wire.pack([wire.line(sender(), 1)]))
      const exposed = (headers.get('access-control-expose-headers') ?? '').toLowerCase().split(/\s*,\s*/)
      return exposed.includes('retry-after') || exposed.includes('*')
        ? kept()
        : broken('the page cannot see Retry-After of a 429 or 503, and waits by its own backoff')
    },
  },
  {
    name: 'lets a listed page read an answer to what came with cookies',
    need: 'credentials',
    async run({ wire, ask, sender }) {
      const { headers } = await ask.post(wire.pack([wire.line(sender(), 1)]))
      const isExact = headers.get('access-control-allow-origin') === ask.origin
      return isExact && headers.get('access-control-allow-credentials') === 'true'
        ? kept()
        : skipped(
            `it lists no origins, or not ${ask.origin}: the SDK sends no cookies, unless its page does so itself`,
          )
    },
  },
  {
    name: 'answers a preflight, as other tools of a page cause one',
    need: 'other tools',
    async run({ ask }) {
      const answer = await ask.send('OPTIONS', '', {
        'access-control-request-method': 'POST',
        'access-control-request-headers': added,
      })
      const allowed = (answer.headers.get('access-control-allow-headers') ?? '')
        .toLowerCase()
        .split(/\s*,\s*/)
      return isTaken(answer.status) &&
        isReadable(answer.headers, ask.origin) &&
        (allowed.includes(added) || allowed.includes('*'))
        ? kept()
        : broken(`where another tool adds a header to all requests, such as ${added}, events do not arrive`)
    },
  },
]

const isReadable = (headers: Headers, origin: string): boolean =>
  ['*', origin].includes(headers.get('access-control-allow-origin') ?? '')

const notReadable = (headers: Headers, origin: string): string =>
  `Access-Control-Allow-Origin is ${headers.get('access-control-allow-origin') ?? 'absent'}: a page of ${origin} cannot read it`

/** As the SDK reads it. */
function timeIn(text: string): number {
  try {
    const said = JSON.parse(text) as { time?: number } | number
    return Number((typeof said === 'object' ? said?.time : said) ?? said)
  } catch {
    return Number.NaN
  }
}
