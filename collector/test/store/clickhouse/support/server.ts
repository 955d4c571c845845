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
  /** It hears, and does nothing, until it goes on. */
  pause(): void
  goOn(): void
  /** For good. */
  stop(): Promise<void>
}

/** Whether there is an engine to test with: `npm run tools` brings it. */
export const hasClickhouse: boolean = findClickhouse() !== undefined

// The server listens as long as its last statement runs.
const statements = `SYSTEM START LISTEN QUERIES ALL; SELECT sleepEachRow(1) FROM system.numbers FORMAT Null
  SETTINGS max_block_size = 1, max_threads = 1, function_sleep_max_microseconds_per_block = 0`

// Not on a disk: each table that is made would wait for it.
export const memory: string = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

// Its pools are for large machines. Replicas have some tasks for each table: what they wait for each other is waited for by writes.
const pools = ({ fetches, schedule }: { fetches: number; schedule: number }): string =>
  `<background_pool_size>2</background_pool_size><background_schedule_pool_size>${schedule}</background_schedule_pool_size>
  <background_common_pool_size>2</background_common_pool_size><background_move_pool_size>1</background_move_pool_size>
  <background_fetches_pool_size>${fetches}</background_fetches_pool_size>`
const [alone, together] = [pools({ fetches: 1, schedule: 4 }), pools({ fetches: 4, schedule: 32 })]

export interface Ports {
  readonly http: number
  readonly tcp: number
}

export const freePorts = async (): Promise<Ports> => ({ http: await freePort(), tcp: await freePort() })

export interface ServerOptions {
  /** What its configuration holds besides. */
  readonly config?: string
  readonly ports?: Ports
  /** Where its files are. Default: in memory. */
  readonly within?: string
  /** Where other replicas fetch from: another address of this machine. Default: there are none. */
  readonly interserver?: string
}

/** Starts an engine of one's own, with nothing in it. Half a second, 210 MB. */
export async function startClickhouse({
  config = '',
  ports,
  within = memory,
  interserver,
}: ServerOptions = {}): Promise<ClickhouseServer> {
  const folder = mkdtempSync(join(within, 'rivulet-clickhouse-'))
  const { http, tcp } = ports ?? (await freePorts())
  const listen = ['127.0.0.1', ...(interserver === undefined ? [] : [interserver])]
    .map((address) => `<listen_host>${address}</listen_host>`)
    .join('')
  writeFileSync(
    join(folder, 'config.xml'),
    `<clickhouse>${interserver ? together : alone}${listen}${config}</clickhouse>`,
  )
  const host = `127.0.0.1:${http}`
  const env = { ...process.env, ...(interserver && { RIVULET_REPLICAS: `${interserver}:${http}` }) }
  let child: ChildProcess
  const start = async () => {
    child = spawn(
      findClickhouse()!,
      [
        ...['--path', join(folder, 'data'), '--config-file', join(folder, 'config.xml')],
        ...['--http_port', `${http}`, '--tcp_port', `${tcp}`],
        ...['--query', statements],
      ],
      { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] },
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
  const pause = () => void child.kill('SIGSTOP')
  const goOn = () => void child.kill('SIGCONT')
  return { host, start, kill, pause, goOn, stop }
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
