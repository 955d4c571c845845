import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { get, post } from '../support/activity.ts'
import { running } from '../support/running.ts'

const event = 'd=1795000000&c=embed&a=view'

/** 286 bytes, of which 70 MB were made. */
const bomb = gzipSync(`?u=${'x'.repeat(1500)}\n${'d=1&c=a&a=b\n'.repeat(9900)}`)

it('stores nothing of a long id that thousands of lines share', async () => {
  const { url, rows } = await running()
  const { status, body } = await post(url, bomb)
  expect([status, body.error]).toEqual([413, 'the batch is too large; send fewer events at once'])
  const shorter = await post(url, gzipSync(`?u=${'x'.repeat(300)}\n${'d=1&c=a&a=b\n'.repeat(2)}`))
  expect(shorter.body).toMatchObject({
    parameter: 'u',
    error: 'u must have at most 256 characters',
    rejected: [{ line: 2 }, { line: 3 }],
  })
  expect(rows()).toEqual([])
})

it.each<[letter: string, most: number]>([
  ...['c', 'a', 'l1', 'l2', 'u', 'i', 'k'].map((letter): [string, number] => [letter, 256]),
  ['v1', 100_000],
  ['v2', 100_000],
  ['rr', 8192],
  ['x', 100_000],
  ['q', 100_000],
])('bounds %s to %i characters, by name, and keeps its neighbours', async (letter, most) => {
  const { url, rows } = await running()
  const line = (text: string) => {
    const fields = new URLSearchParams(`${event}&l1=a&v1=b&l2=c&v2=d&k=s&n=1`)
    fields.set(letter, text)
    return fields.toString()
  }
  const [longest, longer] = [line('y'.repeat(most)), line('y'.repeat(most + 1))]
  const { status, body } = await post(url, [event, longer, longest].join('\n'))
  expect(status).toBe(200)
  expect(body).toMatchObject({
    stored: 2,
    rejected: [{ line: 2, parameter: letter, error: `${letter} must have at most ${most} characters` }],
  })
  expect(rows()).toHaveLength(2)
})

it('counts lines, stored or not, and says when there is room again so that a page can read it', async () => {
  const { url, rows } = await running({ eventRate: 10 })
  expect((await post(url, `${event}\n`.repeat(4) + 'nonsense\n'.repeat(4))).body.stored).toBe(4)
  const { status, headers, body } = await post(url, `${event}\n${event}\n${event}`)
  expect(status).toBe(429)
  expect(body.error).toMatch(/events or bytes from this address/)
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60)
  expect(headers.get('access-control-allow-origin')).toBe('*')
  expect(headers.get('access-control-expose-headers')).toContain('Retry-After')
  expect((await post(url, event)).status).toBe(200)
  expect((await get(url, event)).status).toBe(429)
  expect(rows()).toHaveLength(5)
})

it('says of what would never fit that it is too large, so that it is sent in parts', async () => {
  const { url, rows } = await running({ eventRate: 4, byteRate: 90_000 })
  expect((await post(url, `${event}\n`.repeat(5))).status).toBe(413)
  const large = `${event}&l1=a&v1=${'y'.repeat(16_000)}`
  expect((await post(url, `${large}\n${large}\n${large}`)).status).toBe(413)
  expect((await post(url, event)).status).toBe(200)
  expect(rows()).toHaveLength(1)
})

it('counts what is unpacked though nothing of it is stored', async () => {
  const { url, rows } = await running({ byteRate: 300_000 })
  const empty = gzipSync('x'.repeat(120_000))
  expect(empty.length).toBeLessThan(500)
  const statuses = []
  for (let request = 0; request < 4; request += 1) statuses.push((await post(url, empty)).status)
  expect(statuses).toEqual([400, 400, 429, 429])
  expect((await get(url, event)).status).toBe(429)
  expect(rows()).toEqual([])
})

it('counts what is stored where that is more than what was sent', async () => {
  const { url } = await running({ byteRate: 200_000 })
  // Each control character is six in JSON, and the index of a kind has its own page.
  const line = `d=1&c=${'%01'.repeat(250)}&a=${encodeURIComponent('🛍'.repeat(120))}`
  const statuses = new Set<number>()
  for (let request = 0; request < 40; request += 1) statuses.add((await get(url, line)).status)
  expect([...statuses]).toEqual([200, 429])
})

it('has no limit where it is told so', async () => {
  const { url, rows } = await running({ rate: 0, eventRate: 0, byteRate: 0 })
  for (let request = 0; request < 4; request += 1) await post(url, `${event}\n`.repeat(9_000))
  expect(rows()).toHaveLength(36_000)
})
