import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { findClickhouse } from '../../../../../scripts/clickhouse.mjs'
import { freePort } from '../../../../../scripts/free-port.mjs'

export interface ClickhouseServer {
  /** `127.0.0.1:8123`, for HTTP. */
  readonly host: string
  /** Again, with what it has, after it was killed. */
  start(): Promise<void>
  kill(): Promise<void>
  /** For good. */
  stop(): Promise<void>
}

/** Whether there is an engine to test with: `npm run tools` brings it. */
export const hasClickhouse: boolean = findClickhouse() !== undefined

// The server listens as long as its last statement runs.
const statements = `SYSTEM START LISTEN QUERIES ALL; SELECT sleepEachRow(1) FROM system.numbers FORMAT Null
  SETTINGS max_block_size = 1, max_threads = 1, function_sleep_max_microseconds_per_block = 0`

// Not on a disk: each table that is made would wait for it.
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

// Its pools are for large machines.
const small = `<background_pool_size>2</background_pool_size><background_schedule_pool_size>4</background_schedule_pool_size>
  <background_common_pool_size>2</background_common_pool_size><background_move_pool_size>1</background_move_pool_size>
  <background_fetches_pool_size>1</background_fetches_pool_size>`

export interface Ports {
  readonly http: number
  readonly tcp: number
}

export const freePorts = async (): Promise<Ports> => ({ http: await freePort(), tcp: await freePort() })

/** Starts an engine of one's own, with nothing in it. Half a second, 210 MB. */
export async function startClickhouse(config = '', ports?: Ports): Promise<ClickhouseServer> {
  const folder = mkdtempSync(join(memory, 'rivulet-clickhouse-'))
  writeFileSync(join(folder, 'config.xml'), `<clickhouse>${small}${config}</clickhouse>`)
  const { http, tcp } = ports ?? (await freePorts())
  const host = `127.0.0.1:${http}`
  let child: ChildProcess
  const start = async () => {
    child = spawn(
      findClickhouse()!,
      [
        ...['--path', join(folder, 'data'), '--config-file', join(folder, 'config.xml')],
        ...['--listen_host', '127.0.0.1', '--http_port', `${http}`, '--tcp_port', `${tcp}`],
        ...['--query', statements],
      ],
      { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
    )
    await listening(host, child)
  }
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  const stop = async () => {
    await kill()
    rmSync(folder, { recursive: true, force: true })
  }
  await start().catch(async (error) => {
    await stop()
    throw error
  })
  return { host, start, kill, stop }
}

async function listening(host: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const isUp = await fetch(`http://${host}/ping`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await setTimeout(20)
  }
  throw new Error('the engine ended before it listened')
}
