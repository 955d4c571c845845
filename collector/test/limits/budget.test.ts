import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it, onTestFinished, vi } from 'vitest'
import { defaults } from '../../src/options.ts'
import { eventParameters } from '../../src/protocols/rivet/parameters.ts'
import { post } from '../support/activity.ts'
import { sendFrom } from '../support/from-address.ts'
import { running } from '../support/running.ts'

const origin = 'https://shop.example'

/** What the file grew to, with nothing left in its log. */
function sizeOf(file: string): number {
  const database = new Database(file)
  try {
    database.pragma('wal_checkpoint(TRUNCATE)')
    const number = (name: string) => database.pragma(name, { simple: true }) as number
    return number('page_count') * number('page_size')
  } finally {
    database.close()
  }
}

/** Texts that cost much for what they are: many bytes for a character, escapes, and lengths about every limit. */
const text = fc
  .tuple(
    fc.constantFrom('x', '"', '\\', '\u0001', 'ü', '🛍', '%', '[', '1e20,'),
    fc.constantFrom(1, 7, 60, 127, 128, 250, 256, 1000, 4000, 8192, 16_384),
  )
  .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length))

const letters = eventParameters.map(({ letter }) => letter)
const fields = fc.dictionary(fc.constantFrom(...letters), text, { maxKeys: 6 })
const query = (more: Readonly<Record<string, string>>, sequence: number) =>
  new URLSearchParams({ d: '1', c: 'c', a: 'a', ...more, ...(more.k && { n: String(sequence) }) }).toString()

/** What is sent as the so-and-so-many-th request. */
type Make = (request: number) => { readonly path: string; readonly body: string }

/** Rivet's: a shared line and many short ones, or each with its own sender. */
const batch: fc.Arbitrary<Make> = fc
  .record({ fields, count: fc.constantFrom(10, 100), own: fc.boolean(), long: fc.boolean() })
  .map(({ fields: { d: _, c: __, a: ___, n: ____, ...shared }, count, own, long }) => (request) => {
    const places = Array.from({ length: count }, (_, at) => at)
    const sender = (at: number) => `${request}-${at}`.padStart(long ? 250 : 1, '🛍')
    const body = own
      ? places.map((at) => query({ ...shared, k: sender(at) }, at + 1)).join('\n')
      : `?${new URLSearchParams(shared)}\n${places.map((at) => query({}, at)).join('\n')}`
    return { path: '/track/activity', body }
  })

const kaltura: fc.Arbitrary<Make> = fc
  .array(fc.tuple(text, text), { maxLength: 5 })
  .map((pairs) => (request) => ({
    path: '/collect',
    body: `${new URLSearchParams([...pairs, ['sessionId', `${request}`.padStart(256, 'ü')], ['eventIndex', '1'], ['userId', 'u'.repeat(250)]])}`,
  }))

const track: fc.Arbitrary<Make> = fc
  .record({
    deviceId: text,
    eventType: text,
    value: text,
    payload: fc.array(text, { maxLength: 5 }),
    user: fc.dictionary(fc.constantFrom('name', 'info'), text),
  })
  .map((event) => (request) => ({
    path: '/api/v1.0/TrackBulk',
    body: JSON.stringify(
      Array.from({ length: 5 }, (_, at) => ({ ...event, trackId: `${request}.${at}`.padStart(64, '🛍') })),
    ),
  }))

it('writes no more of an address in a minute than its budget, whatever it sends', async () => {
  // One minute, however long it takes.
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  await fc.assert(
    fc.asyncProperty(fc.oneof(batch, kaltura, track), fc.boolean(), async (make, isZipped) => {
      const byteRate = 400_000
      const collector = await running({ byteRate, origins: [origin] })
      const before = sizeOf(collector.file)
      let status = 200
      // What is refused, for now or for ever, writes nothing.
      for (let request = 1; status === 200 && request < 300; request += 1) {
        const { path, body } = make(request)
        const sent = { path, body: isZipped ? gzipSync(body) : body, headers: { origin } }
        status = (await sendFrom(collector.port, sent)).status
      }
      expect(sizeOf(collector.file) - before).toBeLessThanOrEqual(byteRate)
      await collector.app.close()
    }),
    { numRuns: 15 },
  )
})

it('lets an office of a thousand people behind one address be, who do twenty things a minute each', async () => {
  const { url, file } = await running()
  const before = sizeOf(file)
  const event = 'd=1795000000&c=embed&a=view&l1=embedId&v1=e-42&l2=position&v2=3'
  let stored = 0
  for (let first = 0; first < 1000; first += 50) {
    const people = Array.from({ length: 50 }, (_, at) => first + at)
    const answers = await Promise.all(
      people.map((person) => {
        const ids = `u=V1StGXR8_Z5jdHi6B-${person}&i=9xQ2rVb7Kd0fLw3TzYc${person}&o=7&rr=https%3A%2F%2Fshop.example%2Fbags%2F${person}%3Futm_source%3Dnewsletter%26page%3D2`
        const lines = Array.from({ length: 20 }, (_, at) => `${event}&n=${at + 1}`)
        return post(
          url,
          [`?k=f3Ka9x${person}&h=recorded.20.delivered.10`, `?${ids}&k=f3Ka9x${person}`, ...lines].join('\n'),
        )
      }),
    )
    for (const { status, body } of answers) {
      expect(status).toBe(200)
      stored += body.stored
    }
  }
  expect(stored).toBe(20_000)
  expect(sizeOf(file) - before).toBeLessThan(defaults.byteRate)
})
