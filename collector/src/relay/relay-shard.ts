import { causeOf } from '../store/clickhouse/failures.ts'
import { claimTimes, openClaims } from '../store/clickhouse/relay/claims.ts'
import { openCursors } from '../store/clickhouse/relay/cursors.ts'
import { noteRefused } from '../store/clickhouse/relay/refused.ts'
import { followShard } from '../store/clickhouse/relay/shard-follower.ts'
import type { Shard } from '../store/clickhouse/shard.ts'
import type { Pace } from './pace.ts'
import { createPump, type Pump } from './pump.ts'
import { sleepUntil } from './sleeper.ts'
import type { Target } from './target.ts'

/** Milliseconds between claims, between renewals, and after a failure; how long before its end a claim is not relied on. */
const pause = { claim: 1_000, renew: 1_500, failure: 2_000, margin: 1_500 }

export interface ShardTools {
  /** When this collector began to take events: ms since the epoch. */
  readonly began: number
  readonly pace: Pace
  readonly stopping: AbortSignal
  /** A pump of each target begins. @returns says that they have ended */
  running(pumps: readonly Pump[]): () => void
  /** Why nothing can be relayed; undefined when it can. */
  waits(reason: string | undefined): void
}

/** Relays one shard while no other collector does, until it is to stop. */
export async function relayShard(
  shard: Shard,
  targets: readonly Target[],
  { began, pace, stopping, running, waits }: ShardTools,
): Promise<void> {
  const sleep = (milliseconds: number) => sleepUntil(milliseconds, stopping)
  const claims = openClaims(shard, sleep)
  const cursors = openCursors(shard, began)
  let hasBegun = false

  /** Until the claim is lost or all is to stop. */
  const relay = async (epoch: number, claimed: number) => {
    const lost = new AbortController()
    const ended = AbortSignal.any([stopping, lost.signal])
    let validUntil = claimed + claimTimes.holds - pause.margin
    const isStopping = () => ended.aborted || performance.now() > validUntil
    const known = await cursors.read()
    const pumps = targets.map((target) =>
      createPump(target, known[target.name] ?? '0', {
        follower: followShard(shard),
        pace,
        async save(progress) {
          try {
            await noteRefused(shard, progress)
            await cursors.save(epoch, progress.target, progress.cursor)
            waits(undefined)
          } catch (error) {
            waits(`it could not be noted what was relayed: ${causeOf(error)}`)
            throw error
          }
        },
        sleep: (milliseconds) => sleepUntil(milliseconds, ended),
        isStopping,
      }),
    )
    const renew = async () => {
      for (;;) {
        await sleepUntil(pause.renew, ended)
        if (isStopping()) break
        const from = performance.now()
        // A failure is tried again as long as the claim holds.
        const isOurs = await claims.renew(epoch).catch(() => undefined)
        if (isOurs === false) break
        if (isOurs) validUntil = from + claimTimes.holds - pause.margin
      }
      lost.abort()
    }
    const end = running(pumps)
    try {
      await Promise.all([renew(), ...pumps.map((pump) => pump.run())])
    } finally {
      end()
    }
    if (stopping.aborted) await claims.release(epoch)
  }

  while (!stopping.aborted) {
    try {
      if (!hasBegun) await cursors.begin(targets)
      hasBegun = true
      const from = performance.now()
      const epoch = await claims.claim()
      waits(undefined)
      if (epoch !== undefined) await relay(epoch, from)
      else await sleep(pause.claim)
    } catch (error) {
      waits(`the store is away: ${causeOf(error)}`)
      await sleep(pause.failure)
    }
  }
}
