import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { get, post } from '../support/activity.ts'
import { command, listening } from '../support/command.ts'
import { rowsOf, running } from '../support/running.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { openViewer } from '../support/viewer.ts'

const key = 'the-key-of-this-test-4711'
const event = (visitor: string, sequence: number) =>
  `u=${visitor}&d=1795000000&c=a&a=b&k=s${visitor}&n=${sequence}`
const visitors = (file: string) => rowsOf(file).map(({ visitor }) => visitor)

it('erases a visitor beside a running collector, by asking it, and with none in the store itself', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { url, port, child, ended } = await listening(['--store', file], [], { RIVULET_KEY: key })
  await post(url, [event('V1', 1), event('V2', 1), event('V1', 2)].join('\n'))
  const args = ['erase', '--store', file, '--port', `${port}`]
  const without = await command([...args, 'V1']).ended
  expect([without.code, without.stderr]).toEqual([1, expect.stringMatching(/wants a key.*RIVULET_KEY/)])
  const elsewhere = await command(['erase', '--store', file, '--port', '1', 'V1'], { RIVULET_KEY: key }).ended
  expect([elsewhere.code, elsewhere.stderr]).toEqual([1, expect.stringContaining('--port')])
  expect(visitors(file)).toEqual(['V1', 'V2', 'V1'])

  const erased = await command([...args, 'V1'], { RIVULET_KEY: key }).ended
  expect([erased.code, erased.stdout]).toEqual([0, `2 events erased from ${file}\n`])
  expect(visitors(file)).toEqual([null, 'V2', null])

  child.kill('SIGTERM')
  await ended
  const alone = await command([...args, 'V2']).ended
  expect([alone.code, alone.stdout]).toEqual([0, `1 event erased from ${file}\n`])
  expect(visitors(file)).toEqual([null, null, null])
  const again = await command([...args, 'V2']).ended
  expect([again.code, again.stdout]).toEqual([
    0,
    `nothing of "V2" is stored in ${file}: no event was erased\n`,
  ])
  // Ids may begin as flags do.
  const dashed = await command(['erase', '-Vx4', '--store', `${file}x`]).ended
  expect([dashed.code, dashed.stderr]).toEqual([1, expect.stringContaining('there is no store')])
  const flag = await command(['erase', '--Vx4', '--store', file]).ended
  expect(flag.stderr).toMatch(/unknown option '--Vx4'[\s\S]*rivulet-collector erase -- --Vx4\n/)
  const nowhere = await command(['erase', '--store', `${file}x`, 'V2']).ended
  expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining('there is no store')])
})

it('lists in its help the flags that it heeds', async () => {
  const { stdout } = await command(['erase', '--help']).ended
  expect([...stdout.matchAll(/^ +(--[\w-]+)/gm)].map(([, flag]) => flag)).toEqual([
    '--host',
    '--port',
    '--store',
    '--key-file',
  ])
})

it('erases by a request with a key for all scopes, and the live page takes it back', async () => {
  const { url, file } = await running({
    live: true,
    keys: [{ key }, { key: `${key}2`, scopes: ['default'] }],
  })
  await get(url, event('a%2Fb%20c', 1))
  await get(url, event('other', 1))
  const erase = (shown: string, visitor = 'a%2Fb%20c') =>
    fetch(`${url}/api/v2.0/Visitors/${visitor}`, {
      method: 'DELETE',
      headers: { authorization: `epi-single ${shown}` },
    })
  expect((await erase('')).status).toBe(401)
  expect((await erase(`${key}2`)).status).toBe(403)
  expect((await fetch(`${url}/api/v2.0/Visitors/a`)).status).toBe(404)
  const viewer = await openViewer(url)
  const answer = await erase(key)
  expect([answer.status, await answer.json()]).toEqual([200, { erased: 1 }])
  // An update of what came before may be on its way.
  for (let message = await viewer.message(); message?.event !== 'anew'; message = await viewer.message()) {
    expect(message?.event).toBe('events')
  }
  const summary = (await (await fetch(`${url}/live/summary`)).json()) as { total: number; recent: unknown[] }
  expect([summary.total, summary.recent.length]).toEqual([1, 1])
  expect(visitors(file)).toEqual([null, 'other'])
  // An empty name is nobody: most events are of nobody.
  expect((await erase(key, '')).status).toBe(404)
})

it('forgets events of more than --keep, while it runs', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const first = await listening(['--store', file])
  await post(first.url, [event('V1', 1), event('V1', 2), event('V1', 3)].join('\n'))
  first.child.kill('SIGTERM')
  await first.ended
  const database = new Database(file)
  database.exec(`UPDATE events SET received = received - 91 * 86400000 WHERE sequence < 3`)
  database.close()
  const { child, ended } = await listening(['--store', file, '--keep', '90d'])
  await expect.poll(() => rowsOf(file).map(({ sequence }) => sequence), { timeout: 30_000 }).toEqual([3])
  child.kill('SIGTERM')
  const lines = (await ended).stdout.split('\n').filter((line) => line.includes('older than --keep'))
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 30, events: 2, keep: 90 }])
})
