import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { post } from '../support/activity.ts'
import { listening } from '../support/command.ts'
import { key } from '../support/profile-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A text that is made twice as long again and again, and looked through in vain: it would take minutes. */
const doubled = Array.from({ length: 13 }, (_, at) => `extend t${at + 1} = strcat(t${at}, t${at})`)
const searched = [...'cdefghijklmnopqrstuvwxyz'].map((end) => `t13 matches regex '(a|b|ab)*(ab|b)*${end}'`)
const hostile = {
  'texts that double': [
    'extend t0 = tostring(Payload.labels.text)',
    ...doubled,
    `where ${searched.join(' or ')}`,
  ],
  'texts that double, and their greatest': [
    'extend t0 = tostring(Payload.labels.text)',
    ...doubled,
    'summarize max(tolower(t13)), max(strcat(t13, tolower(t12), tolower(t13)))',
  ],
  'sixty-four lists': [
    `summarize ${Array.from({ length: 64 }, (_, at) => `l${at} = make_list(strcat(tostring(Payload), '${at}'))`).join(', ')}`,
    'count',
  ],
}

const started = async (...args: readonly string[]) => {
  const file = join(temporaryFolder(), 'events.db')
  const environment = { RIVULET_KEY: key }
  const collector = await listening(
    ['--store', file, '--rate', '0', '--event-rate', '0', ...args],
    [],
    environment,
  )
  const line = (n: number) => `d=1795000000&c=load&a=test&l1=text&v1=${'ab'.repeat(100)}&n=${n}`
  for (let first = 1; first < 20_000; first += 2000) {
    const lines = Array.from({ length: 2000 }, (_, at) => line(first + at))
    expect((await post(collector.url, ['?k=s', ...lines].join('\n'))).status).toBe(200)
  }
  const ask = (Query: string, signal?: AbortSignal) =>
    fetch(`${collector.url}/api/v2.0/TrackEvents/preview`, {
      method: 'POST',
      headers: { authorization: `epi-single ${key}` },
      body: JSON.stringify({ Query }),
      ...(signal && { signal }),
    })
  return { ...collector, ask }
}

const slow = ['Events', ...hostile['texts that double']].join(' | ')

/** Processes of a parent that run. */
const childrenOf = (parent: number): readonly number[] =>
  spawnSync('ps', ['-o', 'pid=', '--ppid', String(parent)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line.trim() !== '')
    .map(Number)

const isAlive = (process: number): boolean =>
  !/^Z|^$/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(process)], { encoding: 'utf8' }).stdout.trim())

/** Two seconds may be little for a process to start in, where others have the machine. */
const answers = (ask: (query: string) => Promise<Response>) =>
  expect.poll(async () => (await ask('Events | count')).status, { timeout: 60_000 }).toBe(200)

it.each(Object.entries(hostile))(
  'a hostile question ends within its time, its process with it: %s',
  async (_, steps) => {
    const { ask, child } = await started('--query-time', '2')
    await answers(ask)
    const [process = 0] = childrenOf(child.pid!)
    const response = await ask(['Events', ...steps].join(' | '))
    const { error } = (await response.json()) as { error?: { message: string } }
    // Fast enough machines may answer.
    if (response.status !== 200) {
      expect([response.status, error?.message]).toEqual([
        400,
        expect.stringMatching(/longer than 2 seconds|too much memory/),
      ])
      await expect.poll(() => isAlive(process)).toBe(false)
    }
    await answers(ask)
  },
)

it('answers 503 to a question that runs when the signal comes, and leaves no process', async () => {
  const { ask, child, ended, printed } = await started()
  expect((await ask('Events | count')).status).toBe(200)
  const processes = childrenOf(child.pid!)
  const working = atWork(processes[0]!)
  const asked = ask(slow)
  await working
  child.kill('SIGTERM')
  await printed(/"msg":"closing"/)
  const response = await asked
  expect([response.status, await response.json()]).toEqual([
    503,
    { error: { code: 'ServiceUnavailable', message: 'the collector is closing; ask again' } },
  ])
  expect((await ended).code).toBe(0)
  // What was sent a SIGKILL is gone when the kernel comes to it.
  await expect.poll(() => processes.filter(isAlive)).toEqual([])
})

it('does not log as a failure that who asked has left', async () => {
  const { ask, child, ended } = await started()
  await answers(ask)
  const working = atWork(childrenOf(child.pid!)[0]!)
  const leaving = new AbortController()
  const asked = ask(slow, leaving.signal)
  await working
  leaving.abort()
  await expect(asked).rejects.toThrow('abort')
  await answers(ask)
  child.kill('SIGTERM')
  expect((await ended).stdout).not.toMatch(/"level":50|too many queries/)
})

it('a question does not outlive a collector that was killed', async () => {
  const { ask, child, ended } = await started()
  expect((await ask('Events | count')).status).toBe(200)
  const processes = childrenOf(child.pid!)
  expect(processes.length).toBeGreaterThan(0)
  const working = atWork(processes[0]!)
  const asked = ask(slow).catch(() => 'gone')
  await working
  child.kill('SIGKILL')
  expect((await ended).signal).toBe('SIGKILL')
  expect(await asked).toBe('gone')
  await expect.poll(() => processes.filter(isAlive)).toEqual([])
})

/** Seconds that it was at work. */
const worked = (process: number): number =>
  Number(spawnSync('ps', ['-o', 'times=', '-p', String(process)], { encoding: 'utf8' }).stdout)

/** Resolves when it has worked for more than a second: then it is at a question that takes long. */
async function atWork(process: number): Promise<void> {
  const before = worked(process)
  await expect.poll(() => worked(process) - before, { timeout: 30_000 }).toBeGreaterThan(1)
}
