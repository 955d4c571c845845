import { expect, it, onTestFinished, vi } from 'vitest'
import { sendFrom } from '../support/from-address.ts'
import { key, least } from '../support/profile-store.ts'
import { type Running, running } from '../support/running.ts'

const other = 'another-good-key-of-ours'
const started = () => running({ keys: [{ key }, { key: other }] })
const attempts = 10

const track = ({ port }: Running, given: string | undefined, from = '127.0.0.1') =>
  sendFrom(port, {
    path: '/api/v1.0/Track',
    headers: given === undefined ? {} : { authorization: `epi-single ${given}` },
    body: JSON.stringify(least),
    from,
  })

const guess = async (collector: Running, times: number, from?: string) => {
  const statuses: number[] = []
  for (let at = 0; at < times; at += 1) {
    statuses.push((await track(collector, `0123456789abcdef-${at}`, from)).status)
  }
  return statuses
}

it('looks at ten wrong keys of an address in a minute, and at no more', async () => {
  const collector = await started()
  expect(await guess(collector, attempts + 3)).toEqual([...Array(attempts).fill(401), 429, 429, 429])
  const { status, headers, body } = await track(collector, 'fedcba9876543210')
  expect([status, body]).toEqual([429, { error: 'too many wrong keys from this address; wait' }])
  expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  // A guess that is right in the end must not show.
  expect((await track(collector, key)).status).toBe(429)
  expect((await track(collector, key, '127.0.0.2')).status).toBe(200)
  expect(collector.rows()).toHaveLength(1)
})

it('lets a key go on that was right from there before', async () => {
  const collector = await started()
  expect((await track(collector, key)).status).toBe(200)
  await guess(collector, attempts)
  expect((await track(collector, key)).status).toBe(200)
  expect((await track(collector, other)).status).toBe(429)
})

it('looks again a minute later', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const collector = await started()
  await guess(collector, attempts)
  expect((await track(collector, key)).status).toBe(429)
  vi.advanceTimersByTime(62_000)
  expect((await track(collector, key)).status).toBe(200)
})

it.each([
  ['POST', '/api/v1.0/TrackBulk', '[]'],
  ['GET', '/api/v2.0/TrackEvents', undefined],
  ['POST', '/api/v2.0/TrackEvents/preview', '{"Query":"Events"}'],
  ['DELETE', '/api/v2.0/TrackEvents/default/a.1', undefined],
] as const)('counts them together with those tried at %s %s', async (method, path, body) => {
  const collector = await started()
  await guess(collector, attempts)
  const answer = await sendFrom(collector.port, {
    method,
    path,
    headers: { authorization: 'epi-single 0123456789abcdef' },
    ...(body !== undefined && { body }),
  })
  expect(answer.status).toBe(429)
})

it('takes no page for a guesser that sends no key', async () => {
  const collector = await started()
  for (let at = 0; at < 2 * attempts; at += 1) expect((await track(collector, undefined)).status).toBe(401)
  expect((await track(collector, key)).status).toBe(200)
})

it('counts requests with wrong keys like all others', async () => {
  const collector = await running({ keys: [{ key }], rate: 3 })
  for (let at = 0; at < 3; at += 1) expect((await track(collector, undefined)).status).toBe(401)
  const { status, body } = await track(collector, undefined)
  expect([status, body.error]).toEqual([429, expect.stringMatching(/too many requests/)])
})
