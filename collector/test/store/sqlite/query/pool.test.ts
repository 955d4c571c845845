import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
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

/** This one's processes, without the one that lists them. */
const children = (): readonly string[] => {
  const { stdout } = spawnSync('ps', ['-o', 'pid=,comm=', '--ppid', `${process.pid}`], { encoding: 'utf8' })
  return [...stdout.matchAll(/^ *(\d+) (?!ps$)/gm)].map(([, pid]) => pid!)
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
    const { ask } = opened({ processes: 1, timeoutMs: 5_000 })
    expect(await ask(slow)).toEqual({
      kind: 'refused',
      message: 'the query took longer than 5 seconds and was dropped; ask for less',
    })
    expect(bodyOf(await ask(quick))).toEqual({ kind: 'rows', rows: [{ Count: rows }], count: 1 })
  })

  it('counts the time that a question waits, and says then that it may be asked again', async () => {
    const { ask } = opened({ processes: 1, timeoutMs: 3_000 })
    const given = [ask(slow), ask(quick)]
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
    const before = children()
    const { ask } = opened({ processes: 1 })
    const gone = new AbortController()
    const given = ask(quick, gone.signal)
    const started = children().filter((each) => !before.includes(each))
    gone.abort()
    expect([started.length, await given]).toEqual([1, { kind: 'busy' }])
    expect((await ask(quick)).kind).toBe('rows')
    expect(children()).toEqual(expect.arrayContaining(started))
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
