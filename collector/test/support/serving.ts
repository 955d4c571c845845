import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/**
 * A server, until the test is over. A request may be broken off before its body is whole, by a browser that ends or by the
 * end of the test: nobody waits for its answer.
 *
 * @returns its address, without a slash at the end
 */
export const serving = async (
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>,
): Promise<string> => {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (request.complete) throw error
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
