import { copyFileSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { post } from '../support/activity.ts'
import { command, listening } from '../support/command.ts'
import { rowsOf, sendersOf } from '../support/running.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const key = 'the-key-of-this-test-4711'
const environment = { RIVULET_KEY: key }
const headers = { authorization: `epi-single ${key}` }
const line = (n: number) =>
  `u=V${n % 5}&d=${1795000000 + n}&c=embed&a=view&k=s&n=${n}&l1=filler&v1=${'x'.repeat(500)}`

async function collectorOf(file: string, ...args: string[]) {
  const started = await listening(
    ['--store', file, '--rate', '0', '--event-rate', '0', '--byte-rate', '0', ...args],
    [],
    environment,
  )
  const stop = async () => {
    started.child.kill('SIGTERM')
    await started.ended
  }
  return { ...started, stop }
}

const questions = [
  'Events | summarize n = count(), newest = max(ReceivedTime) by DeviceId | order by DeviceId asc',
  'Events | where TrackId == "s.3" | project TrackId, Payload',
  'Events | project TrackId | order by TrackId asc | take 1000',
]

const answersOf = (url: string, within: string) =>
  Promise.all(
    questions.map(async (question) => {
      const body = JSON.stringify({ Query: question.replace('Events', `Events ${within}`) })
      const answer = await fetch(`${url}/api/v2.0/TrackEvents/preview`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
      })
      const text = await answer.text()
      expect(answer.status, text).toBe(200)
      return text
    }),
  )

it('copies a store while events come in, and the copy answers the same questions', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const copy = join(temporaryFolder(), 'backup.db')
  const source = await collectorOf(file)
  let n = 0
  let isLoaded = true
  const send = async () => {
    const lines = Array.from({ length: 50 }, () => line(++n))
    expect((await post(source.url, lines.join('\n'))).status).toBe(200)
  }
  // Several pieces, between which events come in.
  for (let at = 0; at < 300; at += 1) await send()
  const deleted = await fetch(`${source.url}/api/v2.0/TrackEvents/default/s.7`, { method: 'DELETE', headers })
  expect(deleted.ok).toBe(true)
  const before = n
  const load = (async () => {
    while (isLoaded) await send()
  })()
  const backup = await command(['backup', '--store', file, copy]).ended
  const during = n
  isLoaded = false
  await load
  expect([backup.stderr, backup.code]).toEqual(['', 0])
  // Events came in meanwhile, none was refused, and all that were answered before are in the copy.
  expect(during).toBeGreaterThan(before)
  const copied = rowsOf(copy)
  expect(copied.length).toBeGreaterThanOrEqual(before)
  expect(backup.stdout).toBe(`${copied.length - 1} events of ${file} in ${copy}\n`)
  expect(copied).toEqual(rowsOf(file).slice(0, copied.length))
  expect(sendersOf(copy)).toMatchObject([{ sender: 's', stored: copied.length, highest: copied.length }])
  expect(statSync(copy).mode & 0o777).toBe(0o600)
  expect(readdirSync(dirname(copy))).toEqual(['backup.db'])

  const place = join(temporaryFolder(), 'events.db')
  const restored = await command(['restore', '--store', place, copy]).ended
  expect([restored.stderr, restored.code]).toEqual(['', 0])
  expect(restored.stdout).toBe(`${copied.length - 1} events of ${copy} restored to ${place}\n`)
  expect(statSync(place).mode & 0o777).toBe(0o600)
  const target = await collectorOf(place)
  const last = new Date((1795000000 + copied.length) * 1000).toISOString()
  const within = `| where EventTime <= datetime(${last})`
  expect(await answersOf(target.url, within)).toEqual(await answersOf(source.url, within))
  // It knows what it has: a page that sends again is answered so, and new events are stored.
  const again = await post(target.url, [line(3), line(7), line(during + 1000)].join('\n'))
  expect(again.body).toMatchObject({ stored: 1, repeated: 2 })
})

it('restores over nothing that is in use, and over events only when it is told to', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const copy = join(temporaryFolder(), 'backup.db')
  const collector = await collectorOf(file)
  await post(collector.url, line(1))
  expect((await command(['backup', '--store', file, copy]).ended).code).toBe(0)
  await post(collector.url, line(2))
  const inUse = await command(['restore', '--store', file, '--replace', copy]).ended
  expect([inUse.code, inUse.stderr]).toEqual([1, expect.stringMatching(/in use.*stop its collector/)])
  await collector.stop()
  const full = await command(['restore', '--store', file, copy]).ended
  expect([full.code, full.stderr]).toEqual([1, expect.stringMatching(/holds 2 events.*--replace/)])
  expect(rowsOf(file)).toHaveLength(2)
  const itself = await command(['restore', '--store', file, '--replace', file]).ended
  expect([itself.code, itself.stderr]).toEqual([1, expect.stringContaining('is the store itself')])
  const replaced = await command(['restore', '--store', file, '--replace', copy]).ended
  expect([replaced.code, replaced.stdout]).toEqual([0, `1 event of ${copy} restored to ${file}\n`])
  const anew = await collectorOf(file)
  expect((await post(anew.url, [line(1), line(2)].join('\n'))).body).toMatchObject({ stored: 1, repeated: 1 })
})

it('leaves what is there when a collector was killed and its log is still beside the store', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const copy = join(temporaryFolder(), 'backup.db')
  const collector = await collectorOf(file)
  await post(collector.url, line(1))
  expect((await command(['backup', '--store', file, copy]).ended).code).toBe(0)
  await post(collector.url, [line(2), line(3)].join('\n'))
  collector.child.kill('SIGKILL')
  await collector.ended
  expect(existsSync(`${file}-wal`)).toBe(true)
  expect((await command(['restore', '--store', file, '--replace', copy]).ended).code).toBe(0)
  expect(rowsOf(file).map(({ sequence }) => sequence)).toEqual([1])
})

it('restores only what is a whole store, and says so of what is none', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'events.db')
  const copy = join(temporaryFolder(), 'backup.db')
  const collector = await collectorOf(file)
  for (let from = 1; from < 500; from += 50)
    await post(collector.url, Array.from({ length: 50 }, (_, at) => line(from + at)).join('\n'))
  await collector.stop()
  expect((await command(['backup', '--store', file, copy]).ended).code).toBe(0)
  const cut = join(folder, 'cut.db')
  copyFileSync(copy, cut)
  const { truncate } = await import('node:fs/promises')
  await truncate(cut, Math.floor(statSync(copy).size / 2 / 4096) * 4096)
  const text = join(folder, 'text.db')
  writeFileSync(text, 'no store at all, whatever its name')
  const empty = join(folder, 'empty.db')
  writeFileSync(empty, '')
  for (const bad of [cut, text, empty, join(folder, 'nowhere.db')]) {
    const place = join(folder, 'new.db')
    const { code, stderr } = await command(['restore', '--store', place, bad]).ended
    expect([code, stderr], bad).toEqual([1, expect.stringMatching(/cannot be restored|there is no file/)])
    expect(existsSync(place)).toBe(false)
  }
  const nowhere = await command(['backup', '--store', join(folder, 'absent.db'), join(folder, 'b.db')]).ended
  expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining('there is no store')])
  expect(existsSync(join(folder, 'b.db'))).toBe(false)
})
