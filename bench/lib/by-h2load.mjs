import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { tools } from '../../scripts/tools.mjs'
import { connections } from './connections.mjs'

const run = promisify(execFile)

/** Not the disk that a store waits for. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** Milliseconds, to a tenth, that so many of all took at most. */
const quantile = (sorted, share) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] / 100) / 10

/**
 * Sends so many requests, all alike and without a body. It takes some 3 µs for each, where a generator in JavaScript takes as long
 * as bare fastify: on two cores that would be measured, and not the server.
 */
export const byH2load = async (url, { path, headers = {} }, amount) => {
  const folder = await mkdtemp(join(memory, 'rivulet-bench-'))
  const log = join(folder, 'log')
  const program = tools.find(({ name }) => name === 'h2load')?.find() ?? 'h2load'
  try {
    await run(program, [
      '--h1',
      '-t1',
      `-c${connections}`,
      `-n${amount}`,
      `--log-file=${log}`,
      ...Object.entries(headers).map(([name, value]) => `--header=${name}: ${value}`),
      `${url}${path}`,
    ])
    // A line for each: µs since the epoch when it began, status, µs until its answer was there.
    const requests = (await readFile(log, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [start = 0, status = 0, took = 0] = line.split('\t').map(Number)
        return { start, status, took }
      })
    const answered = requests.filter(({ status }) => status === 200).length
    if (answered !== amount) throw Error(`${amount - answered} of ${amount} requests failed`)
    let first = Number.POSITIVE_INFINITY
    let last = 0
    for (const { start, took } of requests) {
      first = Math.min(first, start)
      last = Math.max(last, start + took)
    }
    const times = Float64Array.from(requests, ({ took }) => took).sort()
    return {
      answered,
      rate: amount / ((last - first) / 1e6),
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
