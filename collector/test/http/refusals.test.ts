import Fastify from 'fastify'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createRefusals, logRefusals } from '../../src/http/refusals.ts'
import { get, post } from '../support/activity.ts'
import { listening } from '../support/command.ts'

it('says in the log how much was refused and why, and nothing of what was sent', async () => {
  const { child, url, ended } = await listening(['--store', ':memory:'])
  await get(url, 'd=secret-4711&c=a&a=b')
  await post(url, 'd=1795000000&c=a&a=b\nd=1795000000&c=secret-4711\nd=secret-4711&c=a&a=b')
  await fetch(`${url}/secret-4711?secret-4711`)
  await fetch(`${url}/api/v2.0/TrackEvents`)
  child.kill('SIGTERM')
  const { stdout } = await ended
  const lines = stdout.split('\n').filter((line) => line.includes('refused'))
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      level: 30,
      requests: { '404 no such address': 1, '401 /api/v2.0/TrackEvents': 1 },
      events: { 'rivet a': 1, 'rivet d': 2 },
    },
  ])
  expect(stdout).not.toContain('4711')
})

it('says nothing where nothing was refused', async () => {
  const { child, url, ended } = await listening(['--store', ':memory:'])
  await get(url, 'd=1795000000&c=a&a=b')
  child.kill('SIGTERM')
  expect((await ended).stdout).not.toContain('refused')
})

it('writes a line a minute at most', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const lines: string[] = []
  const app = Fastify({ logger: { stream: { write: (line: string) => void lines.push(line) } } })
  const refusals = createRefusals()
  logRefusals(app, refusals)
  for (let second = 0; second < 150; second += 1) {
    refusals.request(429, '/track/activity')
    vi.advanceTimersByTime(1000)
  }
  expect(lines.map((line) => JSON.parse(line).requests)).toEqual([
    { '429 /track/activity': 60 },
    { '429 /track/activity': 60 },
  ])
  await app.close()
  expect(lines).toHaveLength(3)
  expect(JSON.parse(lines[2]!).requests).toEqual({ '429 /track/activity': 30 })
})
