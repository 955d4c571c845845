import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { defaults } from '../../src/options.ts'
import { listening } from '../support/command.ts'
import { sendFrom } from '../support/from-address.ts'
import { hostileRequests } from '../support/hostile-requests.ts'
import { key } from '../support/profile-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** How many events a store holds, and how many bytes it is in its file and its log. */
function measure(file: string): { readonly events: number; readonly bytes: number } {
  const database = new Database(file, { readonly: true })
  try {
    const number = (sql: string) => database.prepare(sql).pluck().get() as number
    return {
      events: number('SELECT count(*) FROM events'),
      bytes: number('PRAGMA page_count') * number('PRAGMA page_size'),
    }
  } finally {
    database.close()
  }
}

it(`answers ${hostileRequests.length} hostile requests as it has to, writes little, and goes on`, async () => {
  const file = join(temporaryFolder(), 'events.db')
  const collector = await listening(['--store', file, '--origin', 'https://shop.example'], [], {
    RIVULET_KEY: key,
  })
  let before = measure(file)
  for (const [at, { name, status, parameter, stored = 0, ...request }] of hostileRequests.entries()) {
    // Each is somebody else's.
    const answer = await sendFrom(collector.port, { ...request, from: `127.0.1.${at + 1}` })
    expect.soft([name, answer.status, answer.body.parameter]).toEqual([name, status, parameter])
    const after = measure(file)
    expect.soft([name, after.events - before.events]).toEqual([name, stored])
    expect(after.bytes - before.bytes).toBeLessThan(defaults.byteRate)
    const honest = await sendFrom(collector.port, {
      method: 'GET',
      path: `/track/activity?d=1795000000&c=honest&a=view&k=honest&n=${at + 1}`,
    })
    expect([name, honest.body]).toMatchObject([name, { stored: 1 }])
    before = { events: after.events + 1, bytes: after.bytes }
  }
  collector.child.kill('SIGTERM')
  const { code, stdout, stderr } = await collector.ended
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).not.toMatch(/"level":[456]0/)
})
