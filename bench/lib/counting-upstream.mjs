// An upstream of the relay: counts the events that it is sent, and says how many at /count.
import { createServer } from 'node:http'

let count = 0

const server = createServer((request, response) => {
  if (request.url === '/count') return response.end(String(count))
  if (request.method === 'GET') {
    count += 1
    return response.end()
  }
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    count += JSON.parse(Buffer.concat(parts).toString()).length
    response.end()
  })
})
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  process.stdout.write(`http://127.0.0.1:${port}\n`)
})
