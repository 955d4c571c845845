import { connect } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { get } from '../support/activity.ts'
import { listening } from '../support/command.ts'
import { type Garbage, garbage } from '../support/garbage.ts'
import { rowsOf } from '../support/running.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const rounds = 100
const atOnce = 100

it(`stands ${rounds * atOnce} garbage requests, refuses each and stores nothing of them`, async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { child, ended, url, port } = await listening([
    '--store',
    file,
    '--rate',
    '0',
    '--event-rate',
    '0',
    '--byte-rate',
    '0',
  ])
  let sound = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(garbage, { minLength: atOnce, maxLength: atOnce, size: 'max' }),
      async (several) => {
        const answers = await Promise.all(several.map((one) => send(port, one)))
        answers.forEach((answer, at) => {
          const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => status)
          // "100 Continue" is not an answer yet.
          for (const status of statuses) expect(status).toMatch(/^(4..|100)$/)
          if (several[at]!.ending === 'answered') expect(statuses.at(-1)).toMatch(/^4/)
        })
        sound += 1
        expect((await get(url, `d=${sound}&c=sound&a=event&k=sound&n=${sound}`)).status).toBe(200)
      },
    ),
    { numRuns: rounds, endOnFailure: true },
  )
  child.kill('SIGTERM')
  const { code, stdout, stderr } = await ended
  expect([code, stderr]).toEqual([0, ''])
  const logged = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(logged.filter(({ level }) => level > 30)).toEqual([])
  expect(rowsOf(file).map(({ type, sequence }) => [type, sequence])).toEqual(
    Array.from({ length: sound }, (_, at) => ['sound/event', at + 1]),
  )
})

/** Writes the bytes; resolves with all that came back. A connection that is reset is an answer of its own. */
function send(port: number, { bytes, ending }: Garbage): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1')
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
    if (ending === 'ended') socket.end(bytes)
    else if (ending === 'left') socket.write(bytes, () => socket.destroy())
    else socket.write(bytes)
  })
}
