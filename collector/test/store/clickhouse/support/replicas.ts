import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findZookeeper } from '../../../../../scripts/zookeeper.mjs'
import {
  type ClickhouseServer,
  freePorts,
  hasClickhouse,
  memory,
  type Ports,
  startClickhouse,
} from './server.ts'
import { startZookeeper, type Zookeeper } from './zookeeper.ts'

/** Whether shards with replicas can be tested here. */
export const hasReplicas: boolean = hasClickhouse && findZookeeper() !== undefined

export interface Replica extends ClickhouseServer {
  readonly ports: Ports
  /** The shard's name: `1` is the first. */
  readonly shard: number
  /** What it answers. */
  say(statement: string): Promise<string>
}

/** A disk of its own, which is full when one says so. */
export interface Disk {
  fill(): void
  free(): void
}

export interface ReplicatedCluster {
  readonly zookeeper: Zookeeper
  /** Of the first shard, then of the second. */
  readonly replicas: readonly Replica[]
  /** That of the last replica; absent where this process may not mount one. */
  readonly disk: Disk | undefined
  stop(): Promise<void>
}

/**
 * Starts ZooKeeper and shards of so many replicas each: the cluster `shop`, with nothing in it.
 *
 * @param within - where their files are. Default: in memory, those of the last one on a disk of its own
 */
export async function startReplicas(shards: readonly number[], within?: string): Promise<ReplicatedCluster> {
  const zookeeper = await startZookeeper()
  const mounted = within === undefined ? mount(256) : undefined
  const places = await Promise.all(
    shards.flatMap((count, at) =>
      Array.from({ length: count }, async (_, replica) => ({
        shard: at + 1,
        replica,
        ports: await freePorts(),
      })),
    ),
  )
  const replicaOf = ({ tcp }: Ports) => `<replica><host>127.0.0.1</host><port>${tcp}</port></replica>`
  const remote = shards.map((_, at) => {
    const own = places.filter(({ shard }) => shard === at + 1).map(({ ports }) => replicaOf(ports))
    return `<shard><internal_replication>true</internal_replication>${own.join('')}</shard>`
  })
  const common = `<remote_servers><shop>${remote.join('')}</shop></remote_servers>
    <zookeeper><node><host>127.0.0.1</host><port>${zookeeper.port}</port></node>
    <session_timeout_ms>5000</session_timeout_ms></zookeeper>`
  const replicas = await Promise.all(
    places.map(async ({ shard, replica, ports }, at): Promise<Replica> => {
      const server = await startClickhouse({
        config: `${common}<macros><shard>${shard}</shard><replica>r${replica + 1}</replica></macros>`,
        ports,
        interserver: '127.0.0.2',
        ...(within !== undefined && { within }),
        ...(at === places.length - 1 && mounted && { within: mounted.folder }),
      })
      return {
        ...server,
        ports,
        shard,
        say: async (statement) => {
          const url = `http://${server.host}/?database=shop`
          return (await fetch(url, { method: 'POST', body: statement })).text()
        },
      }
    }),
  )
  return {
    zookeeper,
    replicas,
    disk: mounted?.disk,
    async stop() {
      await Promise.all(replicas.map((replica) => replica.stop()))
      await zookeeper.stop()
      mounted?.unmount()
    },
  }
}

/** @param size - megabytes @returns nothing where this process may not */
function mount(size: number): { folder: string; disk: Disk; unmount(): void } | undefined {
  const folder = mkdtempSync(join(memory, 'rivulet-disk-'))
  const run = (...[program = '', ...args]: string[]) => spawnSync(program, args).status === 0
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', folder)) {
    rmSync(folder, { recursive: true })
    return undefined
  }
  const ballast = join(folder, 'ballast')
  mkdirSync(ballast)
  let files = 0
  return {
    folder,
    disk: {
      fill() {
        const { bavail, bsize } = statfsSync(folder)
        files += 1
        try {
          writeFileSync(join(ballast, `${files}`), Buffer.alloc(bavail * bsize))
        } catch {
          // The server has taken some of it meanwhile: it is full all the same.
        }
      },
      free() {
        rmSync(ballast, { recursive: true, force: true })
        mkdirSync(ballast)
      },
    },
    unmount() {
      run('umount', '-l', folder)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
