import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { rivetParameters } from '../../src/protocols/rivet/parameters.ts'

/** Bytes for a socket, and what is done to it after they are written. */
export interface Garbage {
  readonly bytes: Uint8Array
  /**
   * - `answered`: a whole request that has to be refused.
   * - `ended`: bytes that need not be a request; the sender says that no more will come.
   * - `left`: the sender goes away without a word.
   */
  readonly ending: 'answered' | 'ended' | 'left'
}

const letters = rivetParameters.map(({ letter }) => letter)

/** Text that looks like a query and is none: no date and no sequence is a number, so that it neither says nor asks anything. */
const query = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        ...letters,
        ...letters.map(encodeURIComponent),
        '?',
        '',
        '__proto__',
        'd[]',
        'toString',
      ),
      fc.oneof(
        fc.string({ unit: 'grapheme' }).map(encodeURIComponent),
        fc.constantFrom(
          '%',
          '%ZZ',
          '%C3%28',
          '1',
          '-1',
          '1e3',
          '9'.repeat(400),
          'x'.repeat(3000),
          '+',
          '=',
          '?',
        ),
      ),
    ),
    { maxLength: 12 },
  )
  .map((pairs) =>
    pairs.map(([name, value]) => `${name}=${name === 'd' || name === 'n' ? `x${value}` : value}`).join('&'),
  )

const lines = fc.array(query, { maxLength: 6 }).map((parts) => parts.join('\n'))

const broken = fc.tuple(lines, fc.nat(), fc.nat(255)).map(([text, at, byte]) => {
  const zipped = new Uint8Array(gzipSync(text))
  // The header's two first bytes stay, so that it is still taken for gzip.
  zipped[2 + (at % (zipped.length - 2))]! ^= byte
  return zipped.subarray(0, Math.max(2, zipped.length - (at % 3)))
})

const body = fc.oneof(
  lines.map((text) => new TextEncoder().encode(text)),
  broken,
  fc.uint8Array({ maxLength: 2000 }),
  fc.json().map((text) => new TextEncoder().encode(text)),
)

const method = fc.constantFrom(
  'GET',
  'POST',
  'POST',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'HEAD',
  'PROPFIND',
  'QUERY',
  'LOCK',
)

const path = fc.oneof(
  { weight: 4, arbitrary: query.map((text) => `/track/activity?${text.replaceAll(' ', '+')}`) },
  { weight: 1, arbitrary: fc.webPath().map((text) => `/x${text}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '/track/activity',
      '/track/activity/../x',
      '/%zz',
      '/track/activity%00',
      '//',
      '*',
    ),
  },
)

const header = fc.oneof(
  fc.constantFrom(
    'content-type: text/plain',
    'content-type: application/json',
    'content-type: ;;;',
    'content-encoding: gzip',
    'content-encoding: br, gzip',
    'origin: null',
    'origin: \\',
    'expect: 100-continue',
    'accept-version: 9',
    'cookie: ;=;',
    'x-forwarded-for: <script>',
    'if-none-match: *',
    'range: bytes=0-',
    'host:',
  ),
  fc.stringMatching(/^[a-z]{1,20}$/).map((name) => `x-${name}: ${name.repeat(20)}`),
)

const head = fc.tuple(method, path, fc.array(header, { maxLength: 5 }))

const whole = fc
  .tuple(head, body)
  .map(([[verb, address, headers], content]) =>
    join(
      [
        `${verb} ${address} HTTP/1.1`,
        'host: x',
        'connection: close',
        `content-length: ${content.length}`,
        ...headers,
      ],
      content,
    ),
  )

const wrong = fc
  .tuple(
    head,
    body,
    fc.constantFrom('HTTP/1.1', 'HTTP/9.9', 'HTTP', ''),
    fc.constantFrom(
      'content-length: 5',
      'content-length: -1',
      'content-length: 99999999999',
      'transfer-encoding: chunked',
      'transfer-encoding: x',
    ),
  )
  .map(([[verb, address, headers], content, version, length]) =>
    join([`${verb} ${address} ${version}`, 'host: x', length, ...headers], content),
  )

const raw = fc.uint8Array({ maxLength: 500 })

const cut = fc
  .tuple(whole, fc.double({ min: 0, max: 0.99, noNaN: true }))
  .map(([bytes, share]) => bytes.subarray(0, Math.floor(bytes.length * share)))

export const garbage: fc.Arbitrary<Garbage> = fc.oneof(
  { weight: 6, arbitrary: whole.map((bytes): Garbage => ({ bytes, ending: 'answered' })) },
  { weight: 2, arbitrary: fc.oneof(wrong, raw, cut).map((bytes): Garbage => ({ bytes, ending: 'ended' })) },
  { weight: 2, arbitrary: fc.oneof(wrong, raw, cut).map((bytes): Garbage => ({ bytes, ending: 'left' })) },
)

function join(top: readonly string[], content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${top.join('\r\n')}\r\n\r\n`), content])
}
