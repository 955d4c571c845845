import { once } from 'node:events'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { serving } from './serving.ts'

it('lets a request go that is broken off before it is whole', async () => {
  let end: (reason: unknown) => void
  const ended = new Promise((resolve) => {
    end = resolve
  })
  const address = await serving(async (asked, response) => {
    response.flushHeaders()
    await text(asked).catch((error: unknown) => {
      end(error)
      throw error
    })
  })
  const sending = request(address, { method: 'POST', headers: { 'content-length': 10 } })
  sending.on('error', () => {})
  sending.write('half ')
  await once(sending, 'response')
  sending.destroy()
  // What nobody handles after that, the run is ended with.
  expect(await ended).toMatchObject({ code: 'ECONNRESET' })
})
