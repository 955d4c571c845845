import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Answer, Question } from '../../../../src/store/question.ts'
import { openSqlite } from '../../../../src/store/sqlite/open.ts'
import {
  openQueryPool,
  type QueryPool,
  type QueryPoolOptions,
} from '../../../../src/store/sqlite/query/pool.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const rows = 20_000
const folder = mkdtempSync(join(tmpdir(), 'rivulet-collector-'))
const file = join(folder, 'events.db')

beforeAll(async () => {
  const store = openSqlite(file)
  await store.append(
    Array.from({ length: rows }, (_, at) => ({
      dialect: 'rivet',
      type: 'embed/view',
      time: 1_795_000_000_000 + at,
      received: 1_795_000_000_000,
      visitor: `v${at % 10}`,
      payload: { text: 'ab'.repeat(500) },
    })),
  )
  await store.close()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const opened = (options: QueryPoolOptions = {}): QueryPool => {
  const pool = openQueryPool(file, options)
  onTestFinished(() => pool.close())
  return pool
}

const kql = (text: string): Question => ({ language: 'kql', text, scopes: ['default'] })
const quick = kql('Events | count')
/** 64,000 characters of each of 20,000 events. */
const long = ['Events', 'extend t0 = tostring(Payload.text)']
  .concat(Array.from({ length: 6 }, (_, at) => `extend t${at + 1} = strcat(t${at}, t${at})`))
  .join(' | ')
// Looked through by expressions without a fixed start, none of which is found: many seconds.
const searched = [...'cdefghijklmnopqrstuvwxyz'].map((end) => `t6 matches regex '(a|b|ab)*(ab|b)*${end}'`)
const slow = kql(`${long} | where ${searched.join(' or ')} | count`)
const bodyOf = (answer: Answer) =>
  answer.kind === 'rows' ? { ...answer, rows: JSON.parse(Buffer.from(answer.rows).toString()) } : answer

/** The processes that answer, the oldest first. */
const workers = (): readonly string[] =>
  readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter((each) => each && readFileSync(`/proc/${each}/cmdline`, 'utf8').includes('worker-process'))

/** A pool's clock is the test's, not that of its processes: who has how long is not for the machine to say. @returns goes on */
function ownTime(): (milliseconds: number) => void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  return (milliseconds) => void vi.advanceTimersByTime(milliseconds)
}

/** Hundredths of a second for which the process that answers has worked (proc_pid_stat(5)). */
function worked(): number {
  const fields = readFileSync(`/proc/${workers().at(-1)}/stat`, 'utf8')
    .split(') ')[1]!
    .split(' ')
  return Number(fields[11]) + Number(fields[12])
}

describe('a query pool', () => {
  it('answers, in processes of its own, as many at once as it may', async () => {
    const { ask } = opened()
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(quick)))
    expect(answers.map(bodyOf)).toEqual(Array(8).fill({ kind: 'rows', rows: [{ Count: rows }], count: 1 }))
  })

  it('says what is wrong with a question, and where', async () => {
    const { ask } = opened()
    expect(await ask(kql('Events | evaluate x'))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('evaluate'),
      at: 18,
    })
  })

  it('drops what takes too long, and answers what comes next', async () => {
    const elapse = ownTime()
    const { ask } = opened({ processes: 1 })
    await ask(quick)
    const before = worked()
    const dropped = ask(slow)
    // It is at it: only with its process does that end.
    await expect.poll(worked, { timeout: 100_000 }).toBeGreaterThan(before + 10)
    elapse(120_000)
    expect(await dropped).toEqual({
      kind: 'refused',
      message: 'the query took longer than 120 seconds and was dropped; ask for less',
    })
    expect(bodyOf(await ask(quick))).toEqual({ kind: 'rows', rows: [{ Count: rows }], count: 1 })
  })

  it('counts the time that a question waits, and says then that it may be asked again', async () => {
    const elapse = ownTime()
    const { ask } = opened({ processes: 1 })
    const given = [ask(slow), ask(quick)]
    elapse(120_000)
    expect((await Promise.all(given)).map(({ kind }) => kind)).toEqual(['refused', 'busy'])
  })

  it('drops what nobody waits for any more', async () => {
    const { ask } = opened({ processes: 1 })
    const gone = new AbortController()
    const given = [ask(slow, gone.signal), ask(slow, gone.signal), ask(quick)]
    gone.abort()
    expect((await Promise.all(given)).map(({ kind }) => kind)).toEqual(['busy', 'busy', 'rows'])
  })

  it('has the next question answered by a process that was still starting for one that was dropped', async () => {
    const before = workers()
    const { ask } = opened({ processes: 1 })
    const gone = new AbortController()
    const given = ask(quick, gone.signal)
    const started = workers().filter((each) => !before.includes(each))
    gone.abort()
    expect([started.length, await given]).toEqual([1, { kind: 'busy' }])
    expect((await ask(quick)).kind).toBe('rows')
    expect(workers()).toEqual(expect.arrayContaining(started))
  })

  it('lets no more wait than it may', async () => {
    const { ask, close } = opened({ processes: 1, waiting: 2 })
    const given = [ask(slow), ask(quick), ask(quick), ask(quick)]
    expect(await given[3]).toEqual({ kind: 'busy' })
    close()
    expect((await Promise.all(given)).map(({ kind }) => kind)).toEqual(['busy', 'busy', 'busy', 'busy'])
  })

  it('outlives a query that takes all the memory there is', async () => {
    const { ask } = opened({ processes: 1 })
    const huge = kql(`${long} | summarize make_list(t6) by DeviceId`)
    expect(await ask(huge)).toMatchObject({ kind: 'refused' })
    expect(bodyOf(await ask(quick))).toEqual({ kind: 'rows', rows: [{ Count: rows }], count: 1 })
  })

  it('says that it cannot answer where there is no store', async () => {
    const missing = join(temporaryFolder(), 'none.db')
    const pool = openQueryPool(missing)
    onTestFinished(() => pool.close())
    expect(await pool.ask(quick)).toMatchObject({ kind: 'failed' })
    expect(existsSync(missing)).toBe(false)
  })
})
