import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { get, post } from '../support/activity.ts'
import { listening } from '../support/command.ts'
import { rowsOf, running } from '../support/running.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/**
 * Sends events from many sides until the collector is gone.
 *
 * @returns the keys of all events that were answered 200, and a promise that so many have been
 */
function load(url: string, enough: number) {
  const answered: string[] = []
  let reach = () => {}
  const reached = new Promise<void>((resolve) => {
    reach = resolve
  })
  const sender = async (name: string, send: (first: number) => Promise<{ status: number }>, size: number) => {
    for (let first = 1; ; first += size) {
      try {
        if ((await send(first)).status !== 200) continue
      } catch {
        return
      }
      for (let sequence = first; sequence < first + size; sequence += 1) answered.push(`${name}/${sequence}`)
      if (answered.length >= enough) reach()
    }
  }
  const event = (sequence: number) =>
    `d=1795000000&c=load&a=test&l1=filler&v1=${'x'.repeat(100)}&n=${sequence}`
  const senders = Array.from({ length: 20 }, (_, at) => `sender${at}`).map((name, at) =>
    at % 2 === 0
      ? sender(name, (first) => get(url, `${event(first)}&k=${name}`), 1)
      : sender(
          name,
          (first) =>
            post(url, [`?k=${name}`, ...[0, 1, 2, 3, 4].map((more) => event(first + more))].join('\n')),
          5,
        ),
  )
  return { answered, reached, over: Promise.all(senders) }
}

const keysOf = (file: string) => rowsOf(file).map(({ sender, sequence }) => `${sender}/${sequence}`)

function lost(answered: readonly string[], kept: readonly string[]): string[] {
  const keys = new Set(kept)
  return answered.filter((key) => !keys.has(key))
}

it('has everything it answered 200 after kill -9 under load', async () => {
  const file = join(temporaryFolder(), 'events.db')
  for (const round of [1, 2, 3]) {
    const { child, ended, url } = await listening(['--store', file, '--rate', '0'])
    const { answered, reached, over } = load(url, 1500)
    await reached
    child.kill('SIGKILL')
    expect((await ended).signal).toBe('SIGKILL')
    await over
    const database = new Database(file)
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
    const kept = keysOf(file)
    expect(new Set(kept).size).toBe(kept.length)
    expect(lost(answered, kept), `round ${round}`).toEqual([])
  }
  const { url } = await running({ store: file })
  expect((await get(url, 'd=1&c=load&a=test&k=sender0&n=1')).body).toMatchObject({ stored: 0, repeated: 1 })
})

it.each(['SIGTERM', 'SIGINT'] as const)('ends well on %s under load', async (signal) => {
  const file = join(temporaryFolder(), 'events.db')
  const { child, ended, url } = await listening(['--store', file, '--rate', '0', '--live'])
  const viewer = await fetch(`${url}/live/events`)
  const { answered, reached, over } = load(url, 500)
  await reached
  child.kill(signal)
  expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' })
  await over
  await viewer.text()
  const kept = keysOf(file)
  expect(new Set(kept).size).toBe(kept.length)
  expect(lost(answered, kept)).toEqual([])
})

it('answers a request that is half here when the signal comes', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { child, ended, port, printed } = await listening(['--store', file])
  const socket = connect(port, '127.0.0.1')
  socket.write('POST /track/activity HTTP/1.1\r\nHost: x\r\nContent-Length: 27\r\n\r\nd=1795000000')
  // The first half has arrived once a whole request that was sent after it is answered.
  await get(`http://127.0.0.1:${port}`, '')
  child.kill('SIGTERM')
  await printed(/"msg":"closing"/)
  socket.write('&c=embed&a=view')
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect((await ended).code).toBe(0)
  expect(rowsOf(file)).toMatchObject([{ type: 'embed/view' }])
})

it('writes nothing of a visitor into its log', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { child, ended, url } = await listening(['--store', file, '--log-level', 'trace'])
  await get(url, 'd=1&c=a&a=b&u=secretvisitor')
  await get(url, 'd=secretvisitor&c=a&a=b')
  await post(
    url,
    'd=1&c=a&a=b&u=%ZZsecretvisitor',
    { 'content-type': 'application/json' },
    '?u=secretvisitor',
  )
  await fetch(`${url}/secretvisitor?u=secretvisitor`)
  await fetch(`${url}/%zz?u=secretvisitor`)
  await get(url, `u=secretvisitor${'x'.repeat(70_000)}`)
  const other = new Database(file)
  other.exec('ALTER TABLE events RENAME TO elsewhere')
  other.close()
  expect((await get(url, 'd=1&c=a&a=b&u=secretvisitor')).status).toBe(503)
  child.kill('SIGTERM')
  const { stdout, stderr } = await ended
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toContainEqual(expect.objectContaining({ level: 50, msg: 'events could not be stored' }))
  expect(stdout + stderr).not.toContain('secretvisitor')
})
