// A process of its own: asks a collector for the worst as fast as it can, from an address of its own, until it is ended.
import { Agent, request } from 'node:http'
import { gzipSync } from 'node:zlib'

const { hostname, port } = new URL(process.argv[2] ?? '')
const localAddress = '127.0.0.66'
const agent = new Agent({ keepAlive: true, maxSockets: 100, localAddress })
const event = 'd=1795000000&c=embed&a=view'
const nested = '['.repeat(500_000) + ']'.repeat(500_000)
const page = { origin: 'https://shop.example' }

const worst = [
  { path: '/track/activity', body: gzipSync(`?rr=${'x'.repeat(400)}\n${'d=1&c=a&a=b\n'.repeat(9_900)}`) },
  { path: '/track/activity', body: gzipSync(`?u=${'x'.repeat(1_500)}\n${'d=1&c=a&a=b\n'.repeat(9_900)}`) },
  { path: '/track/activity', body: `${'&'.repeat(130_000)}\n`.repeat(8) },
  { path: '/track/activity', body: gzipSync(Buffer.alloc(1_000_000)) },
  { path: '/collect', body: gzipSync(`?${'a=1&'.repeat(499)}\n${'b\n'.repeat(9_000)}`) },
  { path: '/api/v1.0/TrackBulk', body: gzipSync(nested), headers: page },
  { path: '/api/v1.0/Track', body: '{}', headers: { authorization: 'epi-single 0123456789abcdef' } },
  { path: `/track/activity?${event}`, body: '' },
]

/** @param {{ path: string, body: string | Buffer, headers?: Record<string, string> }} request */
const ask = ({ path, body, headers }) =>
  new Promise((resolve) => {
    const sending = request(
      { hostname, port, path, method: 'POST', agent, headers: { 'content-type': 'text/plain', ...headers } },
      (response) => response.resume().on('close', resolve),
    )
    sending.on('error', resolve)
    sending.end(body)
  })

const statuses = { asked: 0 }
process.on('SIGTERM', () => {
  process.stdout.write(`${JSON.stringify(statuses)}\n`)
  process.exit(0)
})
for (let sender = 0; sender < 100; sender++) {
  const go = async () => {
    for (let at = sender; ; at++) {
      await ask(/** @type {(typeof worst)[number]} */ (worst[at % worst.length]))
      statuses.asked++
    }
  }
  go()
}
