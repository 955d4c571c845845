import { readAddress } from '../store/clickhouse/address.ts'
import { type Cluster, openCluster } from '../store/clickhouse/cluster.ts'
import { causeOf } from '../store/clickhouse/failures.ts'
import type { Pace } from './pace.ts'
import type { Pump } from './pump.ts'
import { relayShard } from './relay-shard.ts'
import type { TargetStatus } from './relay-status.ts'
import { sleepUntil } from './sleeper.ts'
import { addStatus } from './sum-status.ts'
import type { Target } from './target.ts'

/** Milliseconds until a cluster that is away is tried again. */
const again = 2_000

export interface RelayedCluster {
  readonly store: string
  readonly password: string
  /** When this collector began to take events: ms since the epoch. */
  readonly began: number
}

/** Relays the shards that no other collector relays. */
export function relayCluster(
  { store, password, began }: RelayedCluster,
  targets: readonly Target[],
  pace: Pace,
  stopping: AbortSignal,
): { run(): Promise<void>; status(): readonly TargetStatus[] } {
  const running = new Set<Pump>()
  /** What pumps have done that have ended. */
  let before = new Map<string, TargetStatus>()
  /** Why the store, or some of its shards, cannot be relayed. */
  const reasons = new Map<number | 'all', string>()
  const waits = (place: number | 'all', reason: string | undefined) => {
    if (reason === undefined) reasons.delete(place)
    else reasons.set(place, reason)
  }

  const open = async (): Promise<Cluster | undefined> => {
    while (!stopping.aborted) {
      try {
        const cluster = await openCluster(readAddress(store), password)
        waits('all', undefined)
        return cluster
      } catch (error) {
        waits('all', `the store is away: ${causeOf(error)}`)
        await sleepUntil(again, stopping)
      }
    }
    return undefined
  }
  const statusOf = ({ name, kind }: Target): TargetStatus => {
    const own = [...running].map(({ status }) => status()).filter(({ target }) => target === name)
    const sum = own.reduce(addStatus, before.get(name) ?? idle({ name, kind }))
    const [reason] = reasons.values()
    return reason === undefined ? sum : { ...sum, state: 'waiting', reason }
  }

  return {
    async run() {
      const cluster = await open()
      if (cluster === undefined) return
      await Promise.all(
        cluster.shards.map((shard, at) =>
          relayShard(shard, targets, {
            began,
            pace,
            stopping,
            running(pumps) {
              for (const pump of pumps) running.add(pump)
              return () => {
                for (const pump of pumps) {
                  running.delete(pump)
                  const { target, kind, sent, refused, skipped, rested, requests } = pump.status()
                  const was = before.get(target) ?? idle({ name: target, kind })
                  const did = { ...idle({ name: target, kind }), sent, refused, skipped, rested, requests }
                  before = new Map(before).set(target, addStatus(was, did))
                }
              }
            },
            waits: (reason) => waits(at, reason),
          }),
        ),
      )
      await cluster.close()
    },
    status: () => targets.map(statusOf),
  }
}

const idle = ({ name, kind }: Pick<Target, 'name' | 'kind'>): TargetStatus => ({
  target: name,
  kind,
  state: 'standby',
  sent: 0,
  refused: 0,
  skipped: 0,
  rested: 0,
  requests: {},
})
