import { expect, it } from 'vitest'
import type { Pieces } from '../../src/limits/turns.ts'
import { jsonParts } from '../../src/protocols/json-parts.ts'
import { decodingKalturaBatch } from '../../src/protocols/kaltura/batch.ts'
import { decodingTrackBulk } from '../../src/protocols/profile-store/batch.ts'
import { decodingBatch } from '../../src/protocols/rivet/batch.ts'
import { get, post } from '../support/activity.ts'
import { key, least, postTrack } from '../support/profile-store.ts'
import { rowsOf, running } from '../support/running.ts'

const limits = { line: 131_072, events: 10_000, expanded: 4 * 1024 * 1024, parameters: 500 }
const lines = (count: number) => 'd=1&c=a&a=b\n'.repeat(count)

/** How often the event loop goes on before the work is done. */
function breaksOf(pieces: Pieces<unknown>): number {
  let breaks = 0
  while (!pieces.next().done) breaks += 1
  return breaks
}

it('does little work in one go, however much there is', () => {
  // 48 KB, of which each line counts 100 besides.
  expect(breaksOf(decodingBatch(lines(10_000), '', limits))).toBeGreaterThanOrEqual(20)
  expect(
    breaksOf(decodingBatch(`?rr=${'x'.repeat(8000)}\n${lines(400)}`, '', limits)),
  ).toBeGreaterThanOrEqual(60)
  expect(breaksOf(decodingKalturaBatch(lines(10_000), '', limits))).toBeGreaterThanOrEqual(20)
  expect(breaksOf(decodingBatch(lines(100), '', limits))).toBe(0)

  const brackets = Buffer.from('['.repeat(12_000_000) + ']'.repeat(12_000_000))
  expect(breaksOf(decodingTrackBulk(brackets))).toBeGreaterThanOrEqual(90)
  const large = JSON.stringify({ ...least, payload: 'x'.repeat(200_000) })
  expect(breaksOf(decodingTrackBulk(Buffer.from(`[${Array(50).fill(large)}]`)))).toBeGreaterThanOrEqual(49)
})

it('parses nothing that is deep or large', () => {
  const [part] = [...one(`[${'['.repeat(200)}${']'.repeat(200)}]`)]
  expect(part).toMatchObject({ tooDeep: { member: undefined } })
  const [inMember] = [...one(`[{"a":1,"payload":${'['.repeat(200)}${']'.repeat(200)}}]`)]
  expect(inMember).toMatchObject({ tooDeep: { member: 'payload' } })
})

function one(text: string) {
  const pieces = jsonParts(Buffer.from(text), true, { depth: 101, parts: 1 })
  const { value } = pieces.next()
  return value as readonly object[]
}

it('answers somebody else while it reads and writes a large batch', async () => {
  const { url, rows } = await running()
  const order: string[] = []
  const large = post(url, `${lines(10_000)}`).then(({ body }) => order.push(`large ${body.stored}`))
  // It is here, and its first pieces are done.
  await new Promise((resolve) => setTimeout(resolve, 1))
  const small = get(url, 'd=1&c=a&a=small').then(({ status }) => order.push(`small ${status}`))
  await Promise.all([large, small])
  expect(order).toContain('large 10000')
  expect(rows()).toHaveLength(10_001)
})

it('answers others in between while it looks at 24 MB of brackets', async () => {
  const { url, file } = await running({ keys: [{ key }] })
  let answered = 0
  let isOver = false
  const brackets = postTrack(url, 'TrackBulk', '['.repeat(24_000_000)).then(({ status }) => {
    isOver = true
    return status
  })
  while (!isOver) {
    const { status } = await get(url, `d=1&c=a&a=small&k=small&n=${answered + 1}`)
    if (!isOver) answered += 1
    expect(status).toBe(200)
  }
  expect(await brackets).toBe(400)
  expect(answered).toBeGreaterThanOrEqual(5)
  expect(rowsOf(file).length).toBeGreaterThanOrEqual(answered)
})

it('writes all of a large batch or nothing, though in pieces', async () => {
  const { url, rows, app } = await running()
  const first = post(url, lines(10_000)).catch(() => undefined)
  const others = Array.from({ length: 20 }, (_, at) => get(url, `d=1&c=a&a=b&k=s&n=${at + 1}`))
  const seen = new Set<number>()
  for (let look = 0; look < 40; look += 1) {
    seen.add(rows().filter(({ sender }) => sender === null).length)
    await new Promise(setImmediate)
  }
  await Promise.all([first, ...others])
  seen.add(rows().filter(({ sender }) => sender === null).length)
  expect([...seen].filter((count) => count !== 0 && count !== 10_000)).toEqual([])
  expect(rows()).toHaveLength(10_020)
  await app.close()
})
